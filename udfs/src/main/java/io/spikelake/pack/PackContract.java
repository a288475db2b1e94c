package io.spikelake.pack;

import java.io.Serializable;

/** What a network takes and gives. */
public sealed interface PackContract extends Serializable
    permits ReconstructorContract, MetricContract {}
