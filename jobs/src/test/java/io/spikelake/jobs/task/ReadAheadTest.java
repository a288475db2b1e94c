package io.spikelake.jobs.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, bounds, failures and the end of a stage that runs ahead. */
@Timeout(60)
class ReadAheadTest {

  /** Numbers from 1, and how many were made. */
  private static final class Source implements Iterator<Integer> {
    final AtomicInteger made = new AtomicInteger();
    final int end;

    Source(int end) {
      this.end = end;
    }

    @Override
    public boolean hasNext() {
      return made.get() < end;
    }

    @Override
    public Integer next() {
      return made.incrementAndGet();
    }
  }

  @Test
  void givesEverythingInOrderAndEnds() {
    try (ReadAhead<Integer> ahead = new ReadAhead<>("test", new Source(1000), 3)) {
      List<Integer> taken = new ArrayList<>();
      ahead.forEachRemaining(taken::add);
      assertThat(taken).isEqualTo(IntStream.rangeClosed(1, 1000).boxed().toList());
      assertThat(ahead.hasNext()).isFalse();
      assertThatThrownBy(ahead::next)
          .isInstanceOf(NoSuchElementException.class)
          .hasMessage("No more items from test");
    }
  }

  @Test
  void neverRunsFurtherAheadThanItMay() throws InterruptedException {
    Source source = new Source(1000);
    try (ReadAhead<Integer> ahead = new ReadAhead<>("test", source, 3)) {
      for (int taken = 1; taken <= 20; taken++) {
        ahead.next();
        Thread.sleep(5);
        // What was taken, what waits, and the one for which there is no room yet.
        assertThat(source.made.get()).isBetween(taken, taken + 3 + 1);
      }
    }
  }

  @Test
  void worksWhileNobodyTakes() throws InterruptedException {
    CountDownLatch two = new CountDownLatch(2);
    Iterator<Integer> source =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return two.getCount() > 0;
          }

          @Override
          public Integer next() {
            two.countDown();
            return 1;
          }
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>("test", source, 2)) {
      assertThat(two.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(ahead.next()).isOne();
    }
  }

  @Test
  void aFailureComesOutAfterWhatWasMadeBefore() {
    Iterator<Integer> source =
        new Iterator<>() {
          private int made;

          @Override
          public boolean hasNext() {
            return true;
          }

          @Override
          public Integer next() {
            if (made == 2) {
              throw new IllegalArgumentException("third");
            }
            return ++made;
          }
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>("test", source, 5)) {
      assertThat(ahead.next()).isEqualTo(1);
      assertThat(ahead.next()).isEqualTo(2);
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(ahead::hasNext)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("third");
      }
    }
  }

  @Test
  void anErrorComesOutAsItIs() {
    Iterator<Integer> source =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            throw new OutOfMemoryError("no room");
          }

          @Override
          public Integer next() {
            return 1;
          }
        };
    try (ReadAhead<Integer> ahead = new ReadAhead<>("test", source, 5)) {
      assertThatThrownBy(ahead::hasNext).isInstanceOf(OutOfMemoryError.class).hasMessage("no room");
    }
  }

  @Test
  void closingStopsAFullQueueAndAfterwardsNothingMoves() {
    Source source = new Source(Integer.MAX_VALUE);
    ReadAhead<Integer> ahead = new ReadAhead<>("test", source, 2);
    ahead.next();
    ahead.close();
    int made = source.made.get();
    assertThat(ahead.hasNext()).isFalse();
    assertThat(source.made).hasValue(made);
    ahead.close();
  }
}
