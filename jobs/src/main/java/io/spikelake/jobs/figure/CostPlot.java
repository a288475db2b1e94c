package io.spikelake.jobs.figure;

import io.spikelake.jobs.figure.QualityAgainstCost.Point;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.StandardChartTheme;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.DefaultDrawingSupplier;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.text.TextUtils;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * The chart of quality against cost: a mark per method with the 95 % interval of its mean, and a
 * dashed line along the Pareto front, whose marks have a black rim.
 */
final class CostPlot {

  static final int WIDTH = 640;
  static final int HEIGHT = 440;

  /** Easy to tell apart for everybody (Okabe and Ito). */
  private static final int[] COLOURS = {
    0x0072B2, 0xD55E00, 0x009E73, 0xCC79A7, 0xE69F00, 0x56B4E9, 0x8A8F94
  };

  private static final Color GRID = new Color(0xD4DAE0);
  private static final double MARK = 9;

  /** By what factor a logarithmic axis goes beyond its points. */
  private static final double ROOM = 1.6;

  static {
    // So that the label of the upright axis is text too.
    TextUtils.setUseDrawRotatedStringWorkaround(false);
  }

  private final QualityAgainstCost data;
  private final List<Point> front;

  private CostPlot(QualityAgainstCost data) {
    this.data = data;
    this.front = data.front();
  }

  static void draw(QualityAgainstCost data, Graphics2D g) {
    new CostPlot(data).chart().draw(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT));
  }

  private JFreeChart chart() {
    XYPlot plot = new XYPlot();
    plot.setOrientation(PlotOrientation.VERTICAL);
    plot.setDomainAxis(costs());
    plot.setRangeAxis(scores());
    plot.setDataset(0, intervals());
    plot.setDataset(1, steps());
    JFreeChart chart = new JFreeChart(null, PaperFont.of(14), plot, true);
    theme().apply(chart);
    // Behind the theme, which has colours of its own.
    plot.setRenderer(0, marks());
    plot.setRenderer(1, line());
    plot.setBackgroundPaint(Color.WHITE);
    plot.setDomainGridlinePaint(GRID);
    plot.setRangeGridlinePaint(GRID);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    chart.setBackgroundPaint(Color.WHITE);
    chart.setPadding(new RectangleInsets(10, 6, 6, 14));
    chart.getLegend().setFrame(BlockBorder.NONE);
    for (String conditions : data.conditions()) {
      TextTitle note = new TextTitle(conditions, PaperFont.of(10));
      note.setPosition(RectangleEdge.BOTTOM);
      chart.addSubtitle(note);
    }
    return chart;
  }

  private static StandardChartTheme theme() {
    StandardChartTheme theme = (StandardChartTheme) StandardChartTheme.createJFreeTheme();
    theme.setExtraLargeFont(PaperFont.of(16));
    theme.setLargeFont(PaperFont.of(14));
    theme.setRegularFont(PaperFont.of(12));
    theme.setSmallFont(PaperFont.of(10));
    theme.setShadowVisible(false);
    return theme;
  }

  /** Logarithmic where costs differ by a power of ten or more. */
  private ValueAxis costs() {
    double least = data.points().stream().mapToDouble(Point::cost).min().orElseThrow();
    double most = data.points().stream().mapToDouble(Point::cost).max().orElseThrow();
    NumberFormat plain =
        new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
    if (most / least < 10) {
      NumberAxis axis = new NumberAxis(data.axis().label());
      axis.setAutoRangeIncludesZero(false);
      axis.setNumberFormatOverride(plain);
      margins(axis);
      return axis;
    }
    LogAxis axis = new LogAxis(data.axis().label());
    axis.setNumberFormatOverride(plain);
    double low = Math.log10(least / ROOM);
    double high = Math.log10(most * ROOM);
    // Powers of ten alone have labels, of which it takes two.
    boolean labelled = Math.floor(high) > Math.ceil(low);
    axis.setRange(
        Math.pow(10, labelled ? low : Math.floor(low)),
        Math.pow(10, labelled ? high : Math.ceil(high)));
    axis.setTickUnit(new NumberTickUnit(1, plain, 9));
    axis.setMinorTickMarksVisible(true);
    return axis;
  }

  private ValueAxis scores() {
    NumberAxis axis = new NumberAxis(data.metric());
    axis.setAutoRangeIncludesZero(false);
    axis.setNumberFormatOverride(
        new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
    margins(axis);
    return axis;
  }

  private static void margins(ValueAxis axis) {
    axis.setLowerMargin(0.08);
    axis.setUpperMargin(0.08);
  }

  private YIntervalSeriesCollection intervals() {
    YIntervalSeriesCollection all = new YIntervalSeriesCollection();
    for (Point point : data.points()) {
      YIntervalSeries series = new YIntervalSeries(point.name());
      series.add(
          point.cost(),
          point.score(),
          point.low() == null ? point.score() : point.low(),
          point.high() == null ? point.score() : point.high());
      all.addSeries(series);
    }
    return all;
  }

  private XYErrorRenderer marks() {
    XYErrorRenderer marks = new XYErrorRenderer();
    marks.setDrawXError(false);
    marks.setDrawYError(true);
    marks.setErrorStroke(new BasicStroke(1.5f));
    marks.setUseOutlinePaint(true);
    marks.setDrawOutlines(true);
    Shape[] shapes = DefaultDrawingSupplier.createStandardSeriesShapes();
    for (int i = 0; i < data.points().size(); i++) {
      Color colour = new Color(COLOURS[i % COLOURS.length]);
      boolean best = front.contains(data.points().get(i));
      marks.setSeriesPaint(i, colour);
      marks.setSeriesFillPaint(i, colour);
      marks.setUseFillPaint(true);
      marks.setSeriesOutlinePaint(i, best ? Color.BLACK : colour);
      marks.setSeriesOutlineStroke(i, new BasicStroke(1.5f));
      marks.setSeriesShape(i, i == 0 ? circle() : larger(shapes[i % shapes.length]));
    }
    return marks;
  }

  private static Shape circle() {
    return new Ellipse2D.Double(-MARK / 2, -MARK / 2, MARK, MARK);
  }

  private static Shape larger(Shape shape) {
    double factor =
        MARK / Math.max(shape.getBounds2D().getWidth(), shape.getBounds2D().getHeight());
    return AffineTransform.getScaleInstance(factor, factor).createTransformedShape(shape);
  }

  private XYSeriesCollection steps() {
    XYSeries steps = new XYSeries("Pareto front");
    front.forEach(point -> steps.add(point.cost(), point.score()));
    return new XYSeriesCollection(steps);
  }

  private static XYStepRenderer line() {
    XYStepRenderer line = new XYStepRenderer();
    line.setSeriesPaint(0, Color.DARK_GRAY);
    line.setSeriesStroke(
        0,
        new BasicStroke(
            1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0));
    return line;
  }
}
