package dev.crossover.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** The schema the program ships, and a validator that is not ours. */
final class ResultSchema {
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(tree());

  private ResultSchema() {}

  static List<String> problems(String resultsJson) {
    return SCHEMA.validate(resultsJson, InputFormat.JSON).stream()
        .map(ValidationMessage::toString)
        .toList();
  }

  static JsonNode tree() {
    try (InputStream in = ResultSchema.class.getResourceAsStream(ResultJson.SCHEMA_RESOURCE)) {
      return new JsonMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
