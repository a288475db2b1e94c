package io.spikelake.jobs.leaderboard;

import io.spikelake.schemas.Columns;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Turns the sorted scores of whole recordings into rows of {@link RecordingScores}. */
record RecordingScoresTask(Field field, SamplePolicy policy, Directions directions)
    implements MapPartitionsFunction<Row, Row> {

  @Override
  public Iterator<Row> call(Iterator<Row> sorted) {
    return new Iterator<>() {
      private Row next = sorted.hasNext() ? sorted.next() : null;
      private Iterator<Row> made = Collections.emptyIterator();

      @Override
      public boolean hasNext() {
        while (!made.hasNext() && next != null) {
          made = rows(group()).iterator();
        }
        return made.hasNext();
      }

      @Override
      public Row next() {
        if (!hasNext()) {
          throw new NoSuchElementException("no more recordings");
        }
        return made.next();
      }

      private List<Row> group() {
        List<Row> group = new ArrayList<>();
        Contest contest = Contest.of(next);
        String recording = next.getAs(Columns.RECORDING_ID);
        do {
          group.add(next);
          next = sorted.hasNext() ? sorted.next() : null;
        } while (next != null
            && next.<String>getAs(Columns.RECORDING_ID).equals(recording)
            && Contest.of(next).equals(contest));
        return group;
      }
    };
  }

  /**
   * @param scores of one recording by one metric, in the order of key frames
   */
  private List<Row> rows(List<Row> scores) {
    Contest contest = Contest.of(scores.get(0));
    int entrants = policy == SamplePolicy.COMMON ? field.size(contest) : 0;
    RecordingContest meeting =
        new RecordingContest(scores.get(0), entrants, directions.of(contest.metric()));
    for (int from = 0, to; from < scores.size(); from = to) {
      long keyFrame = scores.get(from).<Long>getAs(Columns.KEY_FRAME);
      to = from + 1;
      while (to < scores.size() && scores.get(to).<Long>getAs(Columns.KEY_FRAME) == keyFrame) {
        to++;
      }
      meeting.sample(scores.subList(from, to));
    }
    return meeting.rows();
  }
}
