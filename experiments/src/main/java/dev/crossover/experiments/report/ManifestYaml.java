package dev.crossover.experiments.report;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/** Manifests as {@code manifest.yaml} and back, led by their fingerprint. */
final class ManifestYaml {
  static final String FILE = "manifest.yaml";

  private static final String FINGERPRINT = "fingerprint";

  private static final ObjectMapper MAPPER =
      ResultJson.configured(
              YAMLMapper.builder(
                  YAMLFactory.builder()
                      .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                      .disable(YAMLGenerator.Feature.SPLIT_LINES)
                      .build()),
              DecimalText::of)
          .addModule(
              new SimpleModule("dates")
                  .addSerializer(LocalDate.class, ToStringSerializer.instance)
                  .addDeserializer(LocalDate.class, new DateText()))
          .build();

  private ManifestYaml() {}

  static void write(Manifest manifest, OutputStream out) throws IOException {
    ObjectNode tree = MAPPER.createObjectNode();
    tree.put(FINGERPRINT, manifest.fingerprint());
    tree.setAll((ObjectNode) MAPPER.valueToTree(manifest));
    MAPPER.writeValue(out, tree);
  }

  /**
   * Reads the manifest of a folder.
   *
   * @throws OutputRefusedException when it is not one, or not the one a run wrote
   */
  static Manifest read(Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    try {
      JsonNode tree = MAPPER.readTree(text);
      Manifest manifest = MAPPER.treeToValue(tree, Manifest.class);
      if (manifest != null && manifest.fingerprint().equals(tree.path(FINGERPRINT).asText())) {
        return manifest;
      }
      throw new OutputRefusedException(
          file + ": its fingerprint does not fit its content. Maybe it was edited?");
    } catch (JsonProcessingException e) {
      throw new OutputRefusedException(
          file
              + ": is not the manifest of a run ("
              + String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("no YAML")
              + "). Maybe choose another --out?",
          e);
    }
  }

  private static final class DateText extends StdDeserializer<LocalDate> {
    private static final long serialVersionUID = 1;

    DateText() {
      super(LocalDate.class);
    }

    @Override
    public LocalDate deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      return LocalDate.parse(parser.getText());
    }
  }
}
