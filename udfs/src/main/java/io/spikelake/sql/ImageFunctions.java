package io.spikelake.sql;

import static io.spikelake.sql.Parameter.optionalAndNullable;
import static io.spikelake.sql.Parameter.required;

import io.spikelake.image.GrayImage;
import io.spikelake.image.GreyRule;
import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import io.spikelake.image.Tone;
import io.spikelake.sql.SqlFunction.Check;
import java.util.List;
import java.util.function.Function;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.unsafe.types.UTF8String;

/** Functions from images to images, between the forms that tables and programs have. */
final class ImageFunctions {

  private static final Parameter IMAGE =
      required("image", ArgumentKind.IMAGE, "an image in any form that iqa_niqe takes");

  private static final String GREY = "Colour becomes grey by MATLAB's rule.";

  private ImageFunctions() {}

  static List<SqlFunction> all() {
    return List.of(
        of(
            "image_png",
            DataTypes.BinaryType,
            "an image as PNG file of 8-bit grey, black at 0 and white at 1",
            "Values outside of 0 to 1 are cut off; scores are not for such a file, but for what it"
                + " was made of. "
                + GREY,
            "SELECT _FUNC_(raw) FROM frames",
            Pictures::toPng),
        of(
            "image_pixels",
            FloatImage.TYPE,
            "height, width and pixels of an image, the pixels as float32, little-endian, row-major",
            "In Python numpy.frombuffer(p.pixels, '<f4').reshape(p.height, p.width). " + GREY,
            "SELECT p.height, p.width FROM (SELECT _FUNC_(raw) AS p FROM frames)",
            FloatImage::of),
        struct(),
        tone());
  }

  private static SqlFunction of(
      String name,
      DataType result,
      String summary,
      String note,
      String example,
      Function<GrayImage, Object> form) {
    return new SqlFunction(
        name,
        List.of(IMAGE),
        result,
        summary,
        note,
        List.of(example),
        false,
        Check.NONE,
        settings -> arguments -> form.apply(grey(arguments)));
  }

  private static SqlFunction struct() {
    return new SqlFunction(
        "image_struct",
        List.of(
            IMAGE,
            optionalAndNullable("origin", ArgumentKind.TEXT, "where it is from, for field origin")),
        OpenCvImage.TYPE,
        "an image as the struct of Spark's image source, 8-bit grey",
        "Rounded and cut off as by image_png. " + GREY,
        List.of("SELECT _FUNC_(png, recording_id) FROM frames"),
        false,
        Check.NONE,
        settings ->
            arguments ->
                OpenCvImage.of(
                    grey(arguments),
                    arguments.has(1) ? UTF8String.fromString(arguments.text(1)) : null));
  }

  private static SqlFunction tone() {
    return new SqlFunction(
        "image_tone",
        List.of(
            IMAGE,
            required(
                "tone",
                ArgumentKind.TEXT,
                "none, clip, minmax, or rate=R with the value that becomes white")),
        DataTypes.BinaryType,
        "an image with black at 0 and white at 1, as lossless binary",
        "With tone none any image as lossless binary. " + GREY,
        List.of("SELECT _FUNC_(raw, 'minmax') FROM frames"),
        false,
        (constants, settings) -> constants.text(1).ifPresent(Tone::parse),
        settings ->
            arguments -> RawFrame.encode(Tone.parse(arguments.text(1)).apply(grey(arguments))));
  }

  private static GrayImage grey(Arguments arguments) throws UnusableInputException {
    return arguments.image(0).grey(GreyRule.MATLAB);
  }
}
