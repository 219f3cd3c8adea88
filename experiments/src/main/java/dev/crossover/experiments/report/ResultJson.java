package dev.crossover.experiments.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.MapperBuilder;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.crossover.experiments.run.Results;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.DoubleFunction;

/**
 * Result records as JSON and back, byte for byte: components in their order, snake_case, nulls
 * written, numbers by {@link DecimalText}.
 */
public final class ResultJson {
  /** Where the schema of {@code results.json} lies on the class path (draft 2020-12). */
  public static final String SCHEMA_RESOURCE = "/crossover/schema/results-v1.schema.json";

  private static final ObjectMapper MAPPER =
      configured(JsonMapper.builder(), DecimalText::of).build();

  /** Points to resume from lose no bit, so that a resumed run ends as an uninterrupted one. */
  private static final ObjectMapper EXACT =
      configured(JsonMapper.builder(), DecimalText::exact).build();

  private ResultJson() {}

  /** Writes the text of {@code results.json}; leaves the stream open. */
  public static void write(Results results, OutputStream out) throws IOException {
    write(MAPPER, results, out);
  }

  /**
   * Reads a {@code results.json} back; unknown keys, of a later program, are passed over.
   *
   * @throws OutputRefusedException when the file holds no such results
   */
  public static Results read(Path file) throws IOException {
    return read(file, Results.class);
  }

  /** Writes keys and values in their order; leaves the stream open. */
  static void writeEntries(Map<String, ?> entries, OutputStream out) throws IOException {
    write(MAPPER, entries, out);
  }

  static void writePoint(FinishedPoint point, OutputStream out) throws IOException {
    write(EXACT, point, out);
  }

  static FinishedPoint readPoint(Path file) throws IOException {
    return read(file, FinishedPoint.class);
  }

  private static void write(ObjectMapper mapper, Object value, OutputStream out)
      throws IOException {
    mapper.writer(new DefaultPrettyPrinter(LAYOUT)).writeValue(out, value);
    out.write("\n".getBytes(StandardCharsets.UTF_8));
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    byte[] text = Files.readAllBytes(file);
    try {
      T value = MAPPER.readValue(text, type);
      if (value == null) {
        throw new OutputRefusedException(file + ": holds no results");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new OutputRefusedException(
          file + ": is not a whole results file: " + e.getOriginalMessage(), e);
    }
  }

  /** The bindings that JSON and YAML share. */
  static <M extends ObjectMapper, B extends MapperBuilder<M, B>> B configured(
      B builder, DoubleFunction<String> doubleText) {
    return builder
        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
        .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
        .disable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
        .addModule(
            new SimpleModule()
                .addSerializer(new DoubleText(doubleText))
                .addSerializer(double.class, new DoubleText(doubleText))
                .addSerializer(new BigDecimalText()));
  }

  private static final DefaultPrettyPrinter LAYOUT =
      new DefaultPrettyPrinter(
              Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER))
          .withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private static final class DoubleText extends StdSerializer<Double> {
    private static final long serialVersionUID = 1;

    private final transient DoubleFunction<String> text;

    DoubleText(DoubleFunction<String> text) {
      super(Double.class);
      this.text = text;
    }

    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(text.apply(value));
    }
  }

  private static final class BigDecimalText extends StdSerializer<BigDecimal> {
    private static final long serialVersionUID = 1;

    BigDecimalText() {
      super(BigDecimal.class);
    }

    @Override
    public void serialize(BigDecimal value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeNumber(DecimalText.of(value));
    }
  }
}
