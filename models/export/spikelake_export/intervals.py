"""Inter-spike intervals of a window, in tensor code. Spikes are (N, T, H, W), 0 or 1."""

from __future__ import annotations

from typing import Dict

import torch


def middle_interval(spikes: torch.Tensor, middle: int, window: int) -> torch.Tensor:
    """Planes between the spikes around plane ``middle``, (N, 1, H, W).

    Left: the latest spike in middle-window+1 .. middle, else middle-window. Right: the earliest in middle+1 ..
    middle+window, else middle+window. The window must lie inside the planes, plane 0 excluded.
    """
    if not 0 <= middle - window or not middle + window < spikes.shape[1]:
        raise ValueError(f"a window of {window} planes around plane {middle} leaves the {spikes.shape[1]} planes given")
    steps = torch.arange(1, window + 1, device=spikes.device, dtype=spikes.dtype).reshape(1, -1, 1, 1)
    # The distance that a found spike saves against the far end of the window, on each side.
    left = (spikes[:, middle - window + 1 : middle + 1] * steps).amax(1, keepdim=True)
    right = (spikes[:, middle + 1 : middle + window + 1] * (window - steps)).amax(1, keepdim=True)
    return 2 * window - left - right


def differential_maps(spikes: torch.Tensor) -> Dict[str, torch.Tensor]:
    """The four maps that BSF takes, each (N, T, H, W): for every plane the length of its interval (``dsft11``), and sums of it with the
    next interval (``dsft12``), with the one before (``dsft21``) and with both (``dsft22``).

    The interval of plane t reaches from the latest spike at or before t (plane 0 if none; a spike in plane 0 is the
    same) to the earliest after t (plane T if none). A neighbour that the window does not hold whole is replaced by the interval
    itself; the last interval, cut by the end of the window, counts as a neighbour only to the plane right before it and only if
    that plane has a spike, or to planes followed by two spikes.
    """
    planes = spikes.unbind(1)
    intervals = _intervals(planes)
    following = _following(planes, intervals)
    preceding = _preceding(planes, intervals)
    own, after, before = (torch.stack(maps, dim=1) for maps in (intervals, following, preceding))
    return {"dsft11": own, "dsft12": own + after, "dsft21": own + before, "dsft22": own + after + before}


def _intervals(planes):
    count = len(planes)
    latest = [torch.zeros_like(planes[0])]
    for t in range(1, count):
        latest.append(torch.maximum(latest[-1], planes[t] * t))
    # Counted back from the end of the window, the earliest spike after a plane is a running maximum as well.
    from_end = [torch.zeros_like(planes[0])]
    for t in range(count - 1, 0, -1):
        from_end.append(torch.maximum(from_end[-1], planes[t] * (count - t)))
    return [count - back - start for start, back in zip(latest, reversed(from_end))]


def _following(planes, intervals):
    """For every plane the interval after its own, or its own again."""
    last = len(planes) - 1
    next_interval = intervals[last]
    spikes_after = torch.zeros_like(planes[last])
    maps = [intervals[last]]
    for t in range(last - 1, -1, -1):
        next_interval = torch.where(planes[t + 1] > 0, intervals[t + 1], next_interval)
        spikes_after = spikes_after + planes[t + 1]
        known = (spikes_after + planes[t] * planes[t + 1]) >= 2
        maps.append(torch.where(known, next_interval, intervals[t]))
    return maps[::-1]


def _preceding(planes, intervals):
    """For every plane the interval before its own, or its own again."""
    previous_interval = intervals[0]
    spikes_so_far = planes[0]
    maps = [intervals[0]]
    for t in range(1, len(planes)):
        previous_interval = torch.where(planes[t] > 0, intervals[t - 1], previous_interval)
        spikes_so_far = spikes_so_far + planes[t]
        maps.append(torch.where(spikes_so_far >= 2, previous_interval, intervals[t]))
    return maps
