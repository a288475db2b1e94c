package io.spikelake.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Lets two processes go on at the same moment, time and again: each sends a byte when it is ready,
 * and gets one when both are.
 */
final class Starter implements AutoCloseable {

  private static final int RUNNERS = 2;

  private final ServerSocket server;
  private final CyclicBarrier ready = new CyclicBarrier(RUNNERS);

  Starter() throws IOException {
    server = new ServerSocket(0, RUNNERS, InetAddress.getLoopbackAddress());
    for (int i = 0; i < RUNNERS; i++) {
      Thread thread = new Thread(this::serve, "starter-" + i);
      thread.setDaemon(true);
      thread.start();
    }
  }

  int port() {
    return server.getLocalPort();
  }

  private void serve() {
    try (Socket runner = server.accept()) {
      runner.setTcpNoDelay(true);
      while (runner.getInputStream().read() >= 0) {
        ready.await();
        runner.getOutputStream().write(1);
      }
    } catch (IOException | BrokenBarrierException e) {
      // A runner ended, or the test did, and the end of its connection tells the other.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      ready.reset();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    ready.reset();
  }
}
