package io.spikelake.jobs.report;

import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.ReportContent.Frame;
import io.spikelake.jobs.report.ReportContent.History;
import io.spikelake.jobs.report.ReportContent.Refusals;
import io.spikelake.jobs.report.ReportContent.Scene;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** Made-up content with something of everything that a report shows. */
public final class RichReport {

  static final String NIQE = "niqe/spikelake@2";
  static final String BRISQUE = "brisque/live@2";
  static final String PSNR = "psnr/standard@1";
  static final List<String> METRICS = List.of(NIQE, BRISQUE, PSNR);

  private static final long SEED = 20;
  private static final int SAMPLES = 240;

  /**
   * @param noise of its pictures, in grey levels
   * @param parameters 0 where nothing was learned
   */
  private record Method(
      String id, double niqe, double psnr, double noise, long parameters, Double gmacs, double ms) {

    Entrant entrant() {
      return new Entrant(id, "clip");
    }

    double mean(String metric) {
      return switch (metric) {
        case NIQE -> niqe;
        case BRISQUE -> 6 * niqe - 4;
        default -> psnr;
      };
    }
  }

  private static final List<Method> METHODS =
      List.of(
          new Method("tfp/spike-zoo@1:window=41", 7.41, 24.8, 9, 0, null, 0.9),
          new Method("tfi/spike-zoo@1", 9.87, 22.1, 30, 0, null, 1.3),
          new Method("stp/spike-zoo@1:window=41", 6.92, 25.9, 14, 0, null, 11.2),
          new Method("spikeformer-small/spikelake@1", 4.62, 33.4, 3, 1_430_000, 62.5, 183.0),
          new Method("wgse/spikelake@1", 4.88, 32.6, 4, 3_810_000, 415.9, 742.0),
          new Method("spk2imgnet/spikelake@1", 4.71, 33.1, 3, 3_740_000, 940.2, 1508.0));

  private RichReport() {}

  /** Two data sets; the second has ground truth and fewer methods. */
  public static ReportContent content() {
    List<ComparativeTable> tables =
        ComparativeTable.of(
            java.util.stream.Stream.concat(
                    standings("recorded-streets", METHODS, List.of(NIQE, BRISQUE)).stream(),
                    standings("simulated-reds", METHODS.subList(0, 4), METRICS).stream())
                .toList(),
            METRICS);
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("lake", "s3a://spike-archive/lake");
    provenance.put("run", "41");
    provenance.put("SpikeLake", "0.1.0");
    provenance.put("sample sets", "5b0e2f1c9d7a4e63, a91c00d2f4b85e17");
    return new ReportContent(
        "recorded-streets, simulated-reds of lake s3a://spike-archive/lake, run 41.",
        tables,
        List.of(history()),
        scenes(),
        List.of(
            "recorded-streets, niqe/spikelake@2: spk2imgnet/spikelake@1 (clip) went from rank 3 to"
                + " 2, mean 4.7100, was 4.9215",
            "recorded-streets, niqe/spikelake@2: wgse/spikelake@1 (clip) went from rank 2 to 3,"
                + " mean 4.8800, was 4.8800"),
        List.of(new Refusals("truncated", "ingest", 3), new Refusals("not-finite", "score", 1)),
        provenance);
  }

  private static List<Standing> standings(
      String dataset, List<Method> methods, List<String> metrics) {
    List<Standing> standings = new ArrayList<>();
    for (String metric : metrics) {
      Comparator<Method> byMean = Comparator.comparingDouble(m -> m.mean(metric));
      List<Method> ranked =
          methods.stream().sorted(metric.equals(PSNR) ? byMean.reversed() : byMean).toList();
      ranked.forEach(m -> standings.add(standing(dataset, m, metric, ranked.indexOf(m) + 1)));
    }
    return standings;
  }

  private static Standing standing(String dataset, Method method, String metric, int rank) {
    Random random = new Random(SEED + method.hashCode() % 97);
    double mean = method.mean(metric);
    double[] scores =
        DoubleStream.generate(() -> mean * (1 + 0.12 * random.nextGaussian()))
            .limit(SAMPLES)
            .sorted()
            .toArray();
    List<Double> quantiles =
        IntStream.rangeClosed(0, 20).mapToObj(i -> scores[i * (SAMPLES - 1) / 20]).toList();
    Cost cost =
        new Cost(
            new Cost.Conditions(250, 400, "cpu Example 8-core", 2),
            method.parameters(),
            method.gmacs(),
            method.parameters() == 0 ? null : 120 + method.parameters() / 1e4,
            method.ms(),
            1200 / method.ms());
    int blocks = metric.equals(NIQE) ? 8 : 0;
    return new Standing(
        dataset,
        method.id(),
        "clip",
        metric,
        !metric.equals(PSNR),
        SAMPLES,
        mean,
        rank,
        blocks,
        blocks,
        Map.of(),
        List.of(),
        cost,
        null,
        null,
        null,
        new Spread(
            24L,
            quantiles.get(10),
            mean * 0.12,
            mean * 0.97,
            mean * 1.03,
            Math.max(1, rank - 1),
            rank + 1,
            0.9,
            40L,
            0.03,
            rank == 1 ? 0.21 : 0.001,
            "5b0e2f1c9d7a4e63",
            quantiles));
  }

  private static History history() {
    Map<Entrant, List<Integer>> ranks = new LinkedHashMap<>();
    ranks.put(METHODS.get(3).entrant(), Arrays.asList(null, null, 1, 1, 1));
    ranks.put(METHODS.get(5).entrant(), Arrays.asList(1, 1, 3, 3, 2));
    ranks.put(METHODS.get(4).entrant(), Arrays.asList(2, 2, 2, 2, 3));
    ranks.put(METHODS.get(2).entrant(), Arrays.asList(3, 4, 4, 4, 4));
    ranks.put(METHODS.get(0).entrant(), Arrays.asList(4, 3, 5, 5, 5));
    ranks.put(METHODS.get(1).entrant(), Arrays.asList(5, 5, 6, 6, 6));
    return new History("recorded-streets", NIQE, List.of(3L, 11L, 20L, 32L, 41L), ranks);
  }

  private static List<Scene> scenes() {
    List<Scene> scenes = new ArrayList<>();
    List<String> rules = List.of("Lowest", "Median", "Highest");
    for (int i = 0; i < rules.size(); i++) {
      List<Frame> frames = new ArrayList<>();
      for (Method method : METHODS) {
        frames.add(
            new Frame(method.entrant(), method.niqe() * (0.9 + 0.1 * i), picture(i, method)));
      }
      scenes.add(
          new Scene(
              "recorded-streets",
              rules.get(i) + " NIQE of spikeformer-small/spikelake@1",
              "street/crossing-%02d.dat, plane %d".formatted(4 * i + 1, 200 + i),
              "NIQE",
              frames));
    }
    return scenes;
  }

  /** A street of sorts, 400x250, with the noise of a method. */
  private static byte[] picture(int scene, Method method) {
    BufferedImage image = new BufferedImage(400, 250, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    Random random = new Random(SEED + scene);
    for (int y = 0; y < 250; y++) {
      g.setColor(new Color(200 - y / 2, 200 - y / 2, 200 - y / 2));
      g.drawLine(0, y, 399, y);
    }
    for (int i = 0; i < 9; i++) {
      int grey = 40 + random.nextInt(150);
      int height = 60 + random.nextInt(110);
      g.setColor(new Color(grey, grey, grey));
      g.fillRect(i * 46, 180 - height, 42, height);
      g.setColor(new Color(230, 230, 230));
      for (int w = 0; w < height / 14; w++) {
        g.fillRect(i * 46 + 6, 184 - height + 14 * w, 8, 7);
        g.fillRect(i * 46 + 25, 184 - height + 14 * w, 8, 7);
      }
    }
    g.setColor(new Color(60, 60, 60));
    g.fillRect(0, 180, 400, 70);
    g.setColor(Color.WHITE);
    g.setStroke(new BasicStroke(3, 0, 0, 1, new float[] {18, 14}, 0));
    g.drawLine(0, 215, 400, 215);
    g.dispose();
    Random noise = new Random(SEED);
    byte[] pixels = ((java.awt.image.DataBufferByte) image.getRaster().getDataBuffer()).getData();
    for (int i = 0; i < pixels.length; i++) {
      double noisy = (pixels[i] & 0xff) + method.noise() * noise.nextGaussian();
      pixels[i] = (byte) Math.max(0, Math.min(255, Math.round(noisy)));
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", png);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return png.toByteArray();
  }
}
