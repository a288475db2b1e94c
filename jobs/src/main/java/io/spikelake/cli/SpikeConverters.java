package io.spikelake.cli;

import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Options whose values are spelled as in configuration files: {@code time-packed}, {@code padded}.
 */
final class SpikeConverters {

  private SpikeConverters() {}

  /** A container. */
  static final class Format implements ITypeConverter<SpikeFormat> {
    @Override
    public SpikeFormat convert(String value) {
      return parsed(value, SpikeFormat::parse);
    }
  }

  /** What to do when planes do not fill whole bytes. */
  static final class Policy implements ITypeConverter<BitPolicy> {
    @Override
    public BitPolicy convert(String value) {
      return parsed(value, BitPolicy::parse);
    }
  }

  private static <T> T parsed(String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
