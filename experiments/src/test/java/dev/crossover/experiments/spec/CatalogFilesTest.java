package dev.crossover.experiments.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossover.models.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogFilesTest {
  private static final Path HOME = Path.of("..");

  @TempDir Path overlay;

  @Test
  void everyShippedFileIsCatalogued() {
    Catalog all = Library.of(HOME, List.of()).catalog().all();

    assertThat(all.llms()).hasSizeGreaterThanOrEqualTo(9);
    assertThat(all.instances()).hasSizeGreaterThanOrEqualTo(12);
    for (var instance : all.instances()) {
      assertThat(all.gpu(instance.gpu()).id()).isEqualTo(instance.gpu());
    }
  }

  @Test
  void aNameIsFoundByReadingItsOwnFileAlone() {
    CatalogFiles catalog = Library.of(HOME, List.of()).catalog();

    assertThat(catalog.instance("aws/g5.12xlarge").gpus()).isEqualTo(4);

    assertThat(catalog.sha256ByFile()).hasSize(1);
    assertThat(catalog.used().instances()).hasSize(1);
  }

  @Test
  void thePackedCatalogueIsTheSame() {
    Catalog packed = Library.packed(List.of()).catalog().all();
    Catalog checkout = Library.of(HOME, List.of()).catalog().all();

    assertThat(packed.llms()).isEqualTo(checkout.llms());
    assertThat(packed.gpus()).isEqualTo(checkout.gpus());
    assertThat(packed.instances()).isEqualTo(checkout.instances());
    assertThat(packed.hosted()).isEqualTo(checkout.hosted());
    assertThat(Library.packed(List.of()).profiles())
        .isEqualTo(Library.of(HOME, List.of()).profiles());
  }

  @Test
  void anOverlayReplacesAnEntryWhateverItsFileIsCalled() throws IOException {
    Path gpus = Files.createDirectory(overlay.resolve("gpus"));
    String a10g = Files.readString(HOME.resolve("models/gpus/a10g.yaml"));
    Files.writeString(gpus.resolve("mine.yaml"), a10g.replace("NVIDIA A10G 24 GB", "Mine"));

    CatalogFiles catalog = Library.of(HOME, List.of(overlay)).catalog();

    assertThat(catalog.gpu("a10g").name()).isEqualTo("Mine");
    assertThat(catalog.gpu("h100-sxm").name()).contains("H100");
  }

  @Test
  void aWrongCatalogueFileIsToldWithItsPlace() throws IOException {
    Path gpus = Files.createDirectory(overlay.resolve("gpus"));
    String a10g = Files.readString(HOME.resolve("models/gpus/a10g.yaml"));
    Files.writeString(gpus.resolve("mine.yaml"), a10g.replace("hbm_gb_per_s: 600", "hbm: 600"));

    CatalogFiles catalog = Library.of(HOME, List.of(overlay)).catalog();

    assertThatThrownBy(() -> catalog.gpu("a10g"))
        .isInstanceOf(UserInputException.class)
        .hasMessageContaining(gpus.resolve("mine.yaml") + ":1:1: hbm_gb_per_s is missing")
        .hasMessageContaining(": hbm: unknown key. Maybe");
  }

  @Test
  void twoFilesOfOneFolderMayNotHaveTheSameId() throws IOException {
    Path gpus = Files.createDirectory(overlay.resolve("gpus"));
    String a10g = Files.readString(HOME.resolve("models/gpus/a10g.yaml"));
    Files.writeString(gpus.resolve("one.yaml"), a10g);
    Files.writeString(gpus.resolve("two.yaml"), a10g);

    assertThatThrownBy(() -> Library.of(HOME, List.of(overlay)).catalog().all())
        .hasMessage(
            gpus.resolve("two.yaml")
                + ":1:1: id: is also the id of "
                + gpus.resolve("one.yaml")
                + ". Maybe rename one of them?");
  }

  @Test
  void anOverlayWithoutACatalogueIsRefused() {
    assertThatThrownBy(() -> Library.of(HOME, List.of(overlay)))
        .hasMessageContaining("holds no catalogue");
    assertThatThrownBy(() -> Library.of(HOME, List.of(overlay.resolve("nowhere"))))
        .hasMessageContaining("is not a folder");
  }
}
