package io.spikelake.sql;

import static io.spikelake.sql.TestImages.OTHER;
import static io.spikelake.sql.TestImages.ROUGH;
import static io.spikelake.sql.TestImages.colour;
import static io.spikelake.sql.TestImages.constant;
import static io.spikelake.sql.TestImages.raw;
import static io.spikelake.sql.TestImages.rough;
import static java.nio.charset.StandardCharsets.US_ASCII;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeStream;
import io.spikelake.testing.LocalSpark;
import io.spikelake.testing.Spikes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.image.ImageSchema;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Sessions for the tests of functions, each its own so that no setting reaches another test. View
 * {@code t} has one row: images good and bad in the forms that columns may have, and a window.
 */
final class SqlSession {

  static final int PLANES = 60;
  static final SpikeStream WINDOW = Spikes.uneven(7, PLANES, 21, 19, RowOrder.TOP_DOWN);

  private final List<Object> values = new ArrayList<>();
  private StructType columns = new StructType();

  private SqlSession() {}

  static SparkSession open() {
    SparkSession spark = LocalSpark.session().newSession();
    SqlSession row = new SqlSession();
    row.images();
    row.badImages();
    row.add("spikes", DataTypes.BinaryType, packed(WINDOW));
    row.add("height", DataTypes.IntegerType, WINDOW.height());
    row.add("width", DataTypes.IntegerType, WINDOW.width());
    row.add("key_plane", DataTypes.LongType, 25L);
    row.add("white_rate", DataTypes.DoubleType, 0.6);
    spark
        .createDataFrame(List.of(RowFactory.create(row.values.toArray())), row.columns)
        .createOrReplaceTempView("t");
    return spark;
  }

  /** A view {@code windows} of one row, as format spike has them. */
  static void windows(SparkSession spark, SpikeStream stream, long keyFrame) {
    SqlSession row = new SqlSession();
    row.add("spikes", DataTypes.BinaryType, packed(stream));
    row.add("height", DataTypes.IntegerType, stream.height());
    row.add("width", DataTypes.IntegerType, stream.width());
    row.add("key_frame", DataTypes.LongType, keyFrame);
    row.add("frame_start", DataTypes.LongType, 0L);
    spark
        .createDataFrame(List.of(RowFactory.create(row.values.toArray())), row.columns)
        .createOrReplaceTempView("windows");
  }

  /** The planes one after the other, as the column {@code spikes} of format spike has them. */
  private static byte[] packed(SpikeStream stream) {
    int planeBytes = SpikeStream.planeBytes(stream.height(), stream.width());
    byte[] packed = new byte[stream.planes() * planeBytes];
    byte[] plane = new byte[stream.pixels()];
    for (int i = 0; i < stream.planes(); i++) {
      stream.unpackPlane(i, plane, 0);
      for (int p = 0; p < plane.length; p++) {
        packed[i * planeBytes + p / 8] |= (byte) (plane[p] << p % 8);
      }
    }
    return packed;
  }

  private void images() {
    binary("rough", raw(ROUGH));
    binary("other", raw(OTHER));
    binary("png", Pictures.toPng(ROUGH));
    binary("colour_png", colour("png"));
    binary("colour_jpeg", colour("jpg"));
    struct("image", opencv(1, 0, Pictures.toLevels(ROUGH)));
    add("floats", FloatImage.TYPE, floats(ROUGH));
  }

  private void badImages() {
    binary("garbage", "no picture".getBytes(US_ASCII));
    binary("no_bytes", new byte[0]);
    binary("cut_frame", Arrays.copyOf(raw(ROUGH), 1000));
    binary("cut_png", Arrays.copyOf(Pictures.toPng(ROUGH), 1000));
    binary("small", raw(rough(20, 20, 1)));
    binary("constant", raw(constant(100, 0.5f)));
    binary("nan", raw(constant(100, Float.NaN)));
    struct("invalid", RowFactory.create("here", -1, -1, -1, -1, new byte[0]));
    struct("two_channels", opencv(2, 8, new byte[2 * TestImages.WIDTH * TestImages.HEIGHT]));
    struct("short_image", opencv(1, 0, new byte[7]));
    add("no_pixels", FloatImage.TYPE, RowFactory.create(2, 2, null));
  }

  private static Row opencv(int channels, int mode, byte[] data) {
    return RowFactory.create("here", TestImages.HEIGHT, TestImages.WIDTH, channels, mode, data);
  }

  private static Row floats(GrayImage image) {
    var internal = FloatImage.of(image);
    return RowFactory.create(image.height(), image.width(), internal.getBinary(2));
  }

  private void binary(String name, byte[] bytes) {
    add(name, DataTypes.BinaryType, bytes);
  }

  private void struct(String name, Row image) {
    add(name, ImageSchema.columnSchema(), image);
  }

  private void add(String name, DataType type, Object value) {
    // A field that is not nullable may be null all the same in files of other programs.
    columns = columns.add(name, nullable(type), true);
    values.add(value);
  }

  private static DataType nullable(DataType type) {
    return type instanceof StructType struct ? struct.asNullable() : type;
  }
}
