package dev.crossover.experiments.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {
  @TempDir Path folder;

  @Test
  void theManifestIsTheGoldenFileAndReadsBack() throws IOException {
    String text = text(Samples.manifest());
    Golden.check("manifest.yaml", text);
    Path file = Files.writeString(folder.resolve("manifest.yaml"), text);
    assertThat(ManifestYaml.read(file)).isEqualTo(Samples.manifest());
  }

  @Test
  void theFingerprintFollowsInputsAndNotRemarks() {
    Manifest manifest = Samples.manifest();
    assertThat(manifest.withNotes(List.of("else")).fingerprint()).isEqualTo(manifest.fingerprint());
    assertThat(Samples.manifest(2, false).fingerprint()).isNotEqualTo(manifest.fingerprint());
    assertThat(Samples.manifest(1, true).fingerprint()).isNotEqualTo(manifest.fingerprint());
    assertThat(Samples.manifest(2, true).differences(manifest))
        .containsExactly("seed was 1", "request rows was off");
  }

  @Test
  void anEditedManifestIsRefused() throws IOException {
    String edited = text(Samples.manifest()).replace("seed: 1", "seed: 2");
    Path file = Files.writeString(folder.resolve("manifest.yaml"), edited);
    assertThatThrownBy(() -> ManifestYaml.read(file))
        .isInstanceOf(OutputRefusedException.class)
        .hasMessageContaining("fingerprint does not fit");
  }

  @Test
  void anythingElseIsNoManifest() throws IOException {
    for (String text : List.of("", "name: x\n", "- 1\n", "a: [", "fingerprint: 1\nseed: x\n")) {
      Path file = Files.writeString(folder.resolve("manifest.yaml"), text);
      assertThatThrownBy(() -> ManifestYaml.read(file))
          .as(text)
          .isInstanceOf(OutputRefusedException.class);
    }
  }

  @Test
  void hashesAreSha256AndTheZoneRulesHaveAVersion() {
    assertThat(Manifest.sha256("abc".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Manifest.tzdataVersion()).matches("20\\d\\d[a-z]+");
  }

  private static String text(Manifest manifest) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ManifestYaml.write(manifest, out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
