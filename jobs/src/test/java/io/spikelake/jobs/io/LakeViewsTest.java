package io.spikelake.jobs.io;

import static io.spikelake.jobs.SharedSpark.frame;
import static io.spikelake.jobs.SharedSpark.rows;
import static io.spikelake.jobs.SharedSpark.shard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spikelake.jobs.SharedSpark;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.ShardsTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code sql} answers, and what it refuses at each of its two walls. */
class LakeViewsTest {

  private static final String REFUSED = "A query may only compute on the lake's views ";

  @TempDir static Path folder;

  private static SparkSession spark;
  private static LakeViews views;
  private static QueryRules rules;

  /** A session in which Spark allows what it allows by default, with one view of a lake. */
  private static SparkSession unguarded;

  @BeforeAll
  static void fillALake() {
    spark = SharedSpark.session();
    Lake lake = SharedSpark.lake(folder.resolve("lake"));
    lake.append(ShardsTable.TABLE, rows(ShardsTable.TABLE, shard("a", 1), shard("b", 2)));
    lake.append(FramesTable.TABLE, rows(FramesTable.TABLE, frame("r", 50, "a", 1)));
    spark.range(3).write().parquet(file("parquet"));
    spark.range(3).write().csv(file("csv"));
    spark.range(3).write().saveAsTable("other_table");
    spark.sql("CREATE VIEW other_view AS SELECT 1 AS shard");
    views = new LakeViews(lake);
    rules = new QueryRules(Set.of("shards"));
    unguarded = spark.newSession();
    new Lake(unguarded, lake.root()).read(ShardsTable.TABLE).createOrReplaceTempView("shards");
    unguarded.udf().register("own", (UDF1<Long, Long>) x -> x, DataTypes.LongType);
    unguarded.range(1).createOrReplaceTempView("not_of_the_lake");
  }

  @AfterAll
  static void dropWhatIsShared() {
    spark.sql("DROP VIEW other_view");
    spark.sql("DROP TABLE other_table");
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SELECT shard FROM shards ORDER BY shard | a
          TABLE shards ORDER BY shard | a
          SELECT sum(n) FROM (SELECT count(*) AS n FROM shards GROUP BY CUBE (shard, run_id)) | 8
          SELECT (SELECT max(committed_in) FROM shards) FROM shards TABLESAMPLE (100 PERCENT) | 2
          SELECT /*+ BROADCAST(f) */ count(*) FROM shards s JOIN frames f USING (shard) | 1
          SELECT count(*) FROM shards WHERE shard IN (SELECT shard FROM frames) | 1
          SELECT count(*) FROM shards s WHERE NOT EXISTS (SELECT 1 FROM frames f WHERE f.shard = s.shard) | 1
          WITH x AS (SELECT shard FROM shards), y AS (SELECT * FROM x) SELECT count(*) FROM x JOIN y USING (shard) | 2
          SELECT row_number() OVER w FROM shards WINDOW w AS (PARTITION BY frames ORDER BY shard DESC) ORDER BY 1 | 1
          SELECT n FROM shards s, LATERAL (SELECT count(*) AS n FROM frames f WHERE f.shard = s.shard) ORDER BY n DESC | 1
          SELECT sum(y) FROM shards LATERAL VIEW explode(array(1, 2)) t AS y | 6
          SELECT sum(col) FROM explode(array(1, 2)) | 3
          SELECT aggregate(transform(array(1, 2), x -> x * 10), 0, (a, x) -> a + x) | 30
          SELECT a FROM (SELECT shard, committed_in FROM shards) PIVOT (sum(committed_in) FOR shard IN ('a', 'b')) | 1
          SELECT sum(v) FROM (SELECT 1 AS a, 2 AS b) UNPIVOT (v FOR k IN (a, b)) | 3
          SELECT sum(id) FROM range(4) | 6
          SELECT max(v) FROM VALUES (1), (2) AS t(v) | 2
          SELECT 1 UNION ALL SELECT 2 EXCEPT SELECT 2 INTERSECT SELECT 2 | 1
          SELECT DISTINCT frames FROM shards LIMIT 1 OFFSET 0 | 1
          SELECT percentile_approx(committed_in, 0.5) FILTER (WHERE shard = 'a') FROM shards | 1
          SELECT input_file_name() LIKE '%shards%' FROM shards | true
          SELECT shard FROM shards DISTRIBUTE BY shard SORT BY shard LIMIT 1 | a
          DESCRIBE shards | shard
          DESCRIBE TABLE EXTENDED SHARDS | shard
          DESCRIBE shards shard | col_name
          SELECT iqa_metric_id('niqe') | niqe/spikelake@2
          SELECT iqa_report(X'00', 'niqe').status FROM frames | unreadable
          SELECT iqa_niqe(raw) FROM frames | null
          SELECT length(spike_tfp(unhex('00FF00'), 2, 4, 'window=3')) > 0 | true
          DESCRIBE FUNCTION iqa_niqe | Function: iqa_niqe
          DESCRIBE FUNCTION EXTENDED upper | Function: upper
          """)
  void answersQueries(String query, String firstValue) {
    assertThat(String.valueOf(views.query(query).first().get(0))).isEqualTo(firstValue);
  }

  @Test
  void showsTheViewsAndNoOtherTable() {
    assertThat(views.query("SHOW TABLES").select("tableName").collectAsList())
        .extracting(row -> row.getString(0))
        .containsExactlyInAnyOrderElementsOf(
            LakeTable.all().stream().map(LakeTable::name).toList());
    assertThat(spark.sql("SHOW TABLES").collectAsList()).extracting(Row::toString).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SET spark.sql.runSQLOnFiles=true | SetCommand
          SET -v | SetCommand
          SET | SetCommand
          RESET | ResetCommand
          SET TIME ZONE 'UTC' | SetCommand
          SET CATALOG spark_catalog | SetCatalogCommand
          USE default | SetCatalogAndNamespace
          ADD JAR '/tmp/x.jar' | AddJarsCommand
          ADD FILE '/tmp/x' | AddFilesCommand
          ADD ARCHIVE '/tmp/x.zip' | AddArchivesCommand
          LIST JAR | ListJarsCommand
          LIST FILE | ListFilesCommand
          CREATE FUNCTION f AS 'a.B' USING JAR '/tmp/x.jar' | CreateFunction
          CREATE TEMPORARY FUNCTION f AS 'a.B' | CreateFunctionCommand
          CREATE TEMPORARY VIEW v AS SELECT 1 | CreateViewCommand
          CREATE TEMPORARY VIEW v USING csv OPTIONS (path '/etc/passwd') | CreateTempViewUsing
          CACHE TABLE shards | CacheTable
          EXPLAIN SELECT 1 | ExplainCommand
          DESCRIBE QUERY SELECT 1 | DescribeQueryCommand
          DESCRIBE other_table | DescribeRelation
          DESCRIBE delta.`/tmp/x` | DescribeRelation
          DESCRIBE EXTENDED parquet.`/tmp/x` | DescribeRelation
          DESCRIBE DATABASE default | DescribeNamespace
          DESCRIBE FUNCTION default.f | DescribeFunction
          SHOW FUNCTIONS | ShowFunctions
          DESCRIBE DETAIL delta.`/tmp/x` | DescribeDeltaDetailCommand
          SHOW CREATE TABLE shards | ShowCreateTable
          SHOW DATABASES | ShowNamespaces
          SHOW TABLE EXTENDED LIKE '*' | ShowTableExtended
          INSERT OVERWRITE DIRECTORY '/tmp/x' USING csv SELECT 1 | InsertIntoDataSourceDirCommand
          WITH x AS (SELECT 1) INSERT INTO shards SELECT * FROM x | InsertIntoStatement
          VACUUM '/tmp/x' | VacuumTableCommand
          DESCRIBE HISTORY '/tmp/x' | DescribeDeltaHistory
          DESCRIBE HISTORY delta.`/tmp/x` | DescribeDeltaHistory
          """)
  void refusesEveryOtherStatement(String statement, String kind) {
    assertThatThrownBy(() -> views.query(statement))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Only queries, SHOW TABLES, and DESCRIBE of a view of the lake or a function are"
                + " allowed; this is "
                + kind);
  }

  /** Texts with {@code %s} where a relation stands, wherever one can. */
  static List<String> placesOfRelations() {
    return List.of(
        "SELECT * FROM %s",
        "TABLE %s",
        "SELECT * FROM (SELECT * FROM %s)",
        "SELECT * FROM shards LEFT JOIN %s ON true",
        "SELECT 1 UNION ALL SELECT 1 FROM %s",
        "WITH x AS (SELECT * FROM %s) SELECT * FROM x",
        "WITH x AS (SELECT * FROM %s) SELECT 1",
        "SELECT (SELECT count(*) FROM %s)",
        "SELECT abs(1 + (SELECT count(*) FROM %s))",
        "SELECT * FROM shards WHERE EXISTS (SELECT 1 FROM %s)",
        "SELECT * FROM shards WHERE 1 NOT IN (SELECT 1 FROM %s)",
        "SELECT shard FROM shards GROUP BY 1 HAVING count(*) > (SELECT count(*) FROM %s)",
        "SELECT shard FROM shards ORDER BY (SELECT count(*) FROM %s)",
        "SELECT * FROM shards, LATERAL (SELECT count(*) FROM %s)",
        "SELECT * FROM shards JOIN shards t ON t.frames = (SELECT count(*) FROM %s)",
        "SELECT (SELECT (SELECT count(*) FROM %s))",
        "SELECT y FROM shards LATERAL VIEW explode(array((SELECT count(*) FROM %s))) t AS y");
  }

  @ParameterizedTest
  @MethodSource("placesOfRelations")
  void aFileIsNoRelationWherever(String place) {
    assertThatThrownBy(() -> views.query(place.formatted("parquet.`" + file("parquet") + "`")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "The query does not fit the lake, whose views are frames, hq_images, leaderboard, ")
        .hasMessageContaining("[TABLE_OR_VIEW_NOT_FOUND]");
  }

  @ParameterizedTest
  @MethodSource("placesOfRelations")
  void theRulesAloneRefuseAFileWherever(String place) throws Exception {
    LogicalPlan plan = analysed(place.formatted("parquet.`" + file("parquet") + "`"));
    assertThatThrownBy(() -> rules.requireQuery(plan))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(REFUSED + "shards; this one reads a LogicalRelation");
  }

  static List<Arguments> relations() {
    String parquet = "parquet.`" + file("parquet") + "`";
    String csv = file("csv");
    String shards = file("lake/shards");
    return List.of(
        Arguments.of("csv.`" + csv + "`", "reads a LogicalRelation"),
        Arguments.of("text.`" + csv + "`", "reads a LogicalRelation"),
        Arguments.of("json.`" + csv + "`", "reads a LogicalRelation"),
        Arguments.of("binaryFile.`" + csv + "`", "reads a LogicalRelation"),
        Arguments.of("delta.`" + shards + "`", "reads a LogicalRelation"),
        Arguments.of("IDENTIFIER('" + parquet + "')", "reads a LogicalRelation"),
        Arguments.of("table_changes_by_path('" + shards + "', 0)", "reads a LogicalRelation"),
        Arguments.of("other_table", "reads the table spark_catalog.default.other_table"),
        Arguments.of("default.other_table", "reads the table spark_catalog.default.other_table"),
        Arguments.of("other_view", "reads the view spark_catalog.default.other_view"),
        Arguments.of("not_of_the_lake", "reads the view not_of_the_lake"));
  }

  @ParameterizedTest
  @MethodSource("relations")
  void theRulesAloneRefuseWhatIsNoViewOfTheLake(String relation, String reason) throws Exception {
    LogicalPlan plan = analysed("SELECT * FROM " + relation);
    assertThatThrownBy(() -> rules.requireQuery(plan))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(REFUSED + "shards; this one " + reason);
  }

  @ParameterizedTest
  @MethodSource("relations")
  void noneOfTheseIsToBeHad(String relation) {
    assertThatThrownBy(() -> views.query("SELECT * FROM " + relation))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT %s",
        "SELECT upper(concat('a', %s))",
        "SELECT shard FROM shards WHERE %s = shard",
        "SELECT CASE WHEN true THEN 1 ELSE %s END",
        "SELECT (SELECT %s)",
        "SELECT * FROM shards WHERE shard IN (SELECT %s)",
        "WITH x AS (SELECT %s) SELECT * FROM x",
        "SELECT transform(array(1), x -> %s)",
        "SELECT explode(array(%s))",
        "SELECT y FROM shards LATERAL VIEW explode(array(%s)) t AS y",
        "SELECT * FROM explode(array(%s))",
        "SELECT shard FROM shards ORDER BY %s",
        "SELECT named_struct('a', map('b', %s)).a"
      })
  void refusesReflectionWherever(String place) {
    for (String function : List.of("reflect", "java_method", "IDENTIFIER('reflect')")) {
      String call = function + "('java.lang.System', 'getenv', 'PATH')";
      assertThatThrownBy(() -> views.query(place.formatted(call)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching(
              REFUSED + ".*; this one calls (reflect|java_method), which runs any method of Java");
    }
  }

  @Test
  void refusesReflectionInRowsThatAreSpeltOut() {
    assertThatThrownBy(() -> views.query("VALUES (reflect('java.lang.System', 'getenv', 'PATH'))"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("CANNOT_EVALUATE_EXPRESSION_IN_INLINE_TABLE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT TRANSFORM (shard) USING 'cat' AS (x) FROM shards",
        "FROM shards MAP shard USING 'cat' AS x",
        "SELECT * FROM (SELECT TRANSFORM (shard) USING 'cat' AS (x) FROM shards)"
      })
  void refusesScripts(String query) {
    assertThatThrownBy(() -> views.query(query))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(REFUSED)
        .hasMessageEndingWith("; this one runs a script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"xpath", "xpath_string", "xpath_int", "xpath_boolean"})
  void refusesXmlWhichMayReferToFilesAndHosts(String function) {
    String xml = "<!DOCTYPE a SYSTEM \"http://127.0.0.1:1/a\"><a/>";
    assertThatThrownBy(() -> views.query("SELECT %s('%s', 'a')".formatted(function, xml)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(REFUSED)
        .hasMessageEndingWith("calls " + function + ", which opens what XML refers to");
  }

  @Test
  void functionsOfOthersAreRefused() throws Exception {
    LogicalPlan plan = analysed("SELECT own(1)");
    assertThatThrownBy(() -> rules.requireQuery(plan))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(REFUSED + "shards; this one calls own, which is no function of Spark's own");
  }

  /** What the session says does not matter to a query of the lake: names are ours there. */
  @Test
  void aFunctionThatTookOneOfOurNamesIsNotThere() {
    SparkSession session = spark.newSession();
    session.udf().register("iqa_niqe", (UDF1<byte[], Long>) x -> 7L, DataTypes.LongType);
    assertThat(QuerySession.sealed(session).sql("SELECT iqa_niqe(X'00')").first().isNullAt(0))
        .isTrue();
  }

  /** Spark's parser would put the value there, before anything could look at the query. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "${env:PATH}",
        "${system:user.home}",
        "${spark.master}",
        "${sparkconf:spark.master}",
        "${hiveconf:spark.master}"
      })
  void settingsAndEnvironmentAreNotPutIntoQueries(String variable) {
    assertThat(views.query("SELECT '" + variable + "'").first().getString(0)).isEqualTo(variable);
    assertThat(unguarded.sql("SELECT '" + variable + "'").first().getString(0))
        .isNotEqualTo(variable);
  }

  @Test
  void otherCatalogsAreNotThere() {
    SparkSession installation = spark.newSession();
    installation.conf().set("spark.sql.catalog.elsewhere", "a.Catalog");
    installation.conf().set("spark.sql.catalog.elsewhere.password", "canary");
    // A session does not inherit what was set in another, so this one is asked itself.
    assertThat(QuerySession.sealed(installation).conf().getAll().keySet().mkString(" "))
        .contains("spark.sql.catalog.spark_catalog")
        .doesNotContain("elsewhere");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELEC 'canary'",
        "SELECT nope FROM shards WHERE shard = 'canary'",
        "SELECT nope('canary') FROM shards",
        "SET spark.hadoop.fs.s3a.secret.key=canary",
        "SELECT TRANSFORM ('canary') USING 'cat' AS (x) FROM shards"
      })
  void errorsDoNotRepeatTheQuery(String query) {
    assertThatThrownBy(() -> views.query(query))
        .isInstanceOf(IllegalArgumentException.class)
        .extracting(Throwable::getMessage)
        .asString()
        .doesNotContain("canary");
  }

  private static LogicalPlan analysed(String query) throws Exception {
    return unguarded.sql(query).queryExecution().analyzed();
  }
}
