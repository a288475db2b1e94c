package io.spikelake.jobs.task;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Runs an iterator in a thread of its own, at most a few items ahead of whoever takes them. An
 * exception comes out where the item would have.
 *
 * <p>Closing stops the thread and waits for it, so that what the iterator uses can be closed
 * afterwards.
 */
final class ReadAhead<T> implements Iterator<T>, AutoCloseable {

  /** A thread that does not stop within this time is reported, not waited for. */
  private static final long PATIENCE_SECONDS = 60;

  private final BlockingQueue<Item<T>> queue;
  private final Thread thread;
  private Item<T> next;
  private volatile boolean closed;

  /** An item, the end (no value, no failure), or what went wrong. */
  private record Item<T>(T value, Throwable failure) {
    boolean last() {
      return value == null;
    }
  }

  /**
   * @param items most items that wait to be taken
   */
  ReadAhead(String name, Iterator<T> source, int items) {
    this.queue = new LinkedBlockingQueue<>(items);
    this.thread = new Thread(() -> fill(source), name);
    thread.setDaemon(true);
    thread.start();
  }

  private void fill(Iterator<T> source) {
    Throwable failure = null;
    try {
      while (!closed && source.hasNext()) {
        queue.put(new Item<>(source.next(), null));
      }
    } catch (InterruptedException e) {
      return;
    } catch (Throwable e) {
      failure = e;
    }
    try {
      queue.put(new Item<>(null, failure));
    } catch (InterruptedException e) {
      // Nobody waits for the end any more.
    }
  }

  @Override
  public boolean hasNext() {
    if (closed) {
      return false;
    }
    if (next == null) {
      try {
        next = queue.take();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted while waiting for " + thread.getName(), e);
      }
    }
    if (next.failure() instanceof Error error) {
      throw error;
    }
    if (next.failure() instanceof RuntimeException exception) {
      throw exception;
    }
    return !next.last();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more items from " + thread.getName());
    }
    T value = next.value();
    next = null;
    return value;
  }

  @Override
  public void close() {
    closed = true;
    boolean interrupted = false;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (thread.isAlive() && System.nanoTime() < deadline) {
      // A full queue would keep the thread; interrupting it in the middle of a read would break
      // streams that are shared, so it is given room instead.
      queue.clear();
      try {
        thread.join(10);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      thread.interrupt();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
