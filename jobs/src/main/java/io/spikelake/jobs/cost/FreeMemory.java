package io.spikelake.jobs.cost;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Main memory that nobody uses, as the container or machine says. */
final class FreeMemory {

  private FreeMemory() {}

  static long bytes() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getFreeMemorySize();
  }
}
