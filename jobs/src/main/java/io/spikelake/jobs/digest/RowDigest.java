package io.spikelake.jobs.digest;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * SHA-256 of values. Each goes in with its type and length, so that no two lists of values look
 * alike; numbers go in as their bits, where every NaN is the same one.
 */
final class RowDigest {

  private final MessageDigest sha256 = sha256();

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * @throws IllegalArgumentException if the value is of a type that no table of numbers and names
   *     has
   */
  RowDigest add(Object value) {
    if (value == null) {
      sha256.update((byte) 'n');
    } else if (value instanceof String text) {
      bytes('s', text.getBytes(StandardCharsets.UTF_8));
    } else if (value instanceof Boolean truth) {
      number('b', truth ? 1 : 0);
    } else if (value instanceof Integer || value instanceof Long) {
      number('i', ((Number) value).longValue());
    } else if (value instanceof Double real) {
      number('d', Double.doubleToLongBits(real));
    } else if (value instanceof Row row) {
      list(row.length(), JavaConverters.seqAsJavaList(row.toSeq()));
    } else if (value instanceof Seq<?> list) {
      list(list.size(), JavaConverters.seqAsJavaList(list));
    } else if (value instanceof scala.collection.Map<?, ?> map) {
      map(JavaConverters.mapAsJavaMap(map));
    } else {
      throw new IllegalArgumentException(
          "No digest of a %s: %s".formatted(value.getClass().getName(), value));
    }
    return this;
  }

  private void bytes(char type, byte[] bytes) {
    number(type, bytes.length);
    sha256.update(bytes);
  }

  private void number(char type, long bits) {
    sha256.update((byte) type);
    sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(bits).flip());
  }

  private void list(int length, Iterable<?> values) {
    number('l', length);
    values.forEach(this::add);
  }

  /** In the order of its keys, which are texts. */
  private void map(Map<?, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put((String) key, value));
    number('m', sorted.size());
    sorted.forEach((key, value) -> add(key).add(value));
  }

  /** The digest of what was added, in lower case hexadecimal. */
  String hex() {
    return HexFormat.of().formatHex(sha256.digest());
  }
}
