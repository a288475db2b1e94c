package io.spikelake.jobs;

/**
 * Asks a run to end soon: waves in hand are finished, none is begun. Set from one thread, read from
 * another.
 */
public final class StopRequest {

  private volatile boolean made;

  public void make() {
    made = true;
  }

  public boolean isMade() {
    return made;
  }

  /**
   * For places where a run can end without losing work.
   *
   * @throws StoppedException if the run is to end
   */
  void check() throws StoppedException {
    if (made) {
      throw new StoppedException("The run was asked to end; what is left is made by the next run");
    }
  }
}
