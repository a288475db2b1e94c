"""Turns networks that reconstruct frames from spikes into verified SpikeLake model packs."""
