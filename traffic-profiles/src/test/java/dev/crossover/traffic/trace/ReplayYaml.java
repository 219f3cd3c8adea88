package dev.crossover.traffic.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.Locale;

/** Binds {@code replay} blocks. */
final class ReplayYaml {
  private static final ObjectMapper BINDER =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .addModule(
              new SimpleModule()
                  .addDeserializer(TraceFormat.class, new ByKey<>(TraceFormat.class))
                  .addDeserializer(Repeat.class, new ByKey<>(Repeat.class)))
          .build();

  private ReplayYaml() {}

  static ReplaySpec bind(String text) {
    try {
      return BINDER.treeToValue(asWritten(BINDER.readTree("{" + text + "}")), ReplaySpec.class);
    } catch (ValueInstantiationException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(text, e);
    } catch (IOException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** As the program does: every scalar is its text. */
  private static JsonNode asWritten(JsonNode node) {
    if (!node.isObject()) {
      return JsonNodeFactory.instance.textNode(node.asText());
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    node.properties().forEach(entry -> copy.set(entry.getKey(), asWritten(entry.getValue())));
    return copy;
  }

  private static final class ByKey<E extends Enum<E>> extends JsonDeserializer<E> {
    private final Class<E> type;

    ByKey(Class<E> type) {
      this.type = type;
    }

    @Override
    public E deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return Enum.valueOf(type, parser.getText().replace('-', '_').toUpperCase(Locale.ROOT));
    }
  }
}
