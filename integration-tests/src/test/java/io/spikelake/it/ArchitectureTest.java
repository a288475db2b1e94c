package io.spikelake.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rules between packages: Spark only in adapters and jobs, and arrows never point back. */
@AnalyzeClasses(
    packages = "io.spikelake",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestSupport.class})
class ArchitectureTest {

  /** What tests share comes as a jar, which is no test folder. */
  static final class NoTestSupport implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/io/spikelake/testing/");
    }
  }

  private static final String[] KERNELS = {
    "io.spikelake.simd..",
    "io.spikelake.variant..",
    "io.spikelake.spike..",
    "io.spikelake.image..",
    "io.spikelake.reconstruct..",
    "io.spikelake.quality..",
    "io.spikelake.statistics..",
    "io.spikelake.simulate.."
  };

  private static final String[] ADAPTERS = {
    "io.spikelake.hadoop..",
    "io.spikelake.source..",
    "io.spikelake.executor..",
    "io.spikelake.ml..",
    "io.spikelake.sql..",
    "io.spikelake.jobs..",
    "io.spikelake.cli.."
  };

  @ArchTest
  static final ArchRule KERNELS_IMPORT_NOTHING_BEYOND_THE_JDK =
      classes()
          .that()
          .resideInAnyPackage(KERNELS)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "jdk.incubator.vector..",
              "javax.imageio..",
              "org.w3c.dom..",
              "io.spikelake.files..",
              "io.spikelake.simd..",
              "io.spikelake.variant..",
              "io.spikelake.spike..",
              "io.spikelake.image..",
              "io.spikelake.reconstruct..",
              "io.spikelake.quality..",
              "io.spikelake.statistics..",
              "io.spikelake.simulate..");

  @ArchTest
  static final ArchRule WHAT_IS_MEASURED_IS_KERNELS =
      classes()
          .that()
          .resideInAPackage("io.spikelake.bench..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.imageio..",
              "io.spikelake.bench..",
              "io.spikelake.simd..",
              "io.spikelake.spike..",
              "io.spikelake.image..",
              "io.spikelake.reconstruct..",
              "io.spikelake.quality..",
              "io.spikelake.simulate..",
              "io.spikelake.variant..");

  @ArchTest
  static final ArchRule DATA_SETS_NEED_ONLY_A_YAML_READER =
      classes()
          .that()
          .resideInAPackage("io.spikelake.dataset..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..", "io.spikelake.mapping..", "io.spikelake.dataset..", "io.spikelake.spike..");

  @ArchTest
  static final ArchRule MAPPINGS_KNOW_NOTHING_OF_SPIKES =
      classes()
          .that()
          .resideInAPackage("io.spikelake.mapping..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.yaml.snakeyaml..", "io.spikelake.mapping..");

  @ArchTest
  static final ArchRule PACKS_RUN_NO_NETWORKS =
      classes()
          .that()
          .resideInAnyPackage("io.spikelake.pack..", "io.spikelake.files..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "io.spikelake.pack..",
              "io.spikelake.files..",
              "io.spikelake.secrets..",
              "io.spikelake.mapping..",
              "io.spikelake.dataset..",
              "io.spikelake.reconstruct..",
              "io.spikelake.spike..",
              "io.spikelake.variant..");

  @ArchTest
  static final ArchRule SECRETS_NEED_THE_JDK_ALONE =
      classes()
          .that()
          .resideInAPackage("io.spikelake.secrets..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "io.spikelake.secrets..");

  @ArchTest
  static final ArchRule SPARK_AND_HADOOP_ONLY_IN_ADAPTERS_AND_JOBS =
      noClasses()
          .that()
          .resideOutsideOfPackages(ADAPTERS)
          .and()
          .resideOutsideOfPackage("io.spikelake.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..", "org.apache.arrow..");

  @ArchTest
  static final ArchRule FUNCTIONS_OF_SQL_RUN_NO_NETWORKS =
      noClasses()
          .that()
          .resideInAPackage("io.spikelake.sql..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "ai.djl..",
              "io.spikelake.djl..",
              "io.spikelake.pack..",
              "io.spikelake.executor..",
              "io.spikelake.ml..",
              "org.apache.spark.ml..");

  @ArchTest
  static final ArchRule PUBLISHED_FIGURES_AND_PROTOCOLS_NEED_NO_CLUSTER =
      noClasses()
          .that()
          .resideInAnyPackage("io.spikelake.jobs.published..", "io.spikelake.jobs.protocol..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.spark..", "org.apache.hadoop..");

  @ArchTest
  static final ArchRule SPIKES_KNOW_NO_IMAGES =
      noClasses()
          .that()
          .resideInAPackage("io.spikelake.spike..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.spikelake.image..", "io.spikelake.reconstruct..", "io.spikelake.quality..");

  @ArchTest
  static final ArchRule IMAGES_KNOW_NO_SPIKES =
      noClasses()
          .that()
          .resideInAPackage("io.spikelake.image..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.spikelake.spike..", "io.spikelake.reconstruct..", "io.spikelake.quality..");

  @ArchTest
  static final ArchRule METRICS_KNOW_NO_SPIKES =
      noClasses()
          .that()
          .resideInAPackage("io.spikelake.quality..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.spikelake.spike..", "io.spikelake.reconstruct..");

  @ArchTest
  static final ArchRule JOBS_KNOW_NO_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.spikelake.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.spikelake.cli..", "picocli..");

  @ArchTest
  static final ArchRule TASKS_ARE_STARTED_BY_JOBS_NOT_THE_OTHER_WAY =
      noClasses()
          .that()
          .resideInAPackage("io.spikelake.jobs.task..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.spikelake.jobs.plan..", "io.spikelake.jobs.ingest..");

  @ArchTest
  static final ArchRule SCHEMAS_KNOW_NO_OTHER_MODULE =
      noClasses()
          .that()
          .resideInAPackage("io.spikelake.schemas..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(KERNELS)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(ADAPTERS);
}
