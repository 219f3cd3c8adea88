package dev.crossover.models.catalog;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.crossover.engine.units.Count;
import dev.crossover.engine.units.TimeSpan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** The YAML files of this module, bound to the catalogue's records for tests. */
public final class ShippedCatalog {
  /** The module's folder: Surefire's working directory. */
  static final Path FOLDER = Path.of("").toAbsolutePath();

  /** The whole catalogue. */
  public static final Catalog CATALOG =
      new Catalog(
          read("llms", LlmSpec.class),
          read("gpus", GpuSpec.class),
          read("instances", InstanceType.class),
          read("hosted", HostedModel.class));

  private ShippedCatalog() {}

  static List<Path> files(String folder) {
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T bind(String yaml, Class<T> type) throws IOException {
    return Mapper.YAML.readValue(yaml, type);
  }

  private static <T> List<T> read(String folder, Class<T> type) {
    List<T> entries = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        entries.add(bind(Files.readString(file), type));
      } catch (IOException e) {
        throw new UncheckedIOException(file + ": " + e.getMessage(), e);
      }
    }
    return entries;
  }

  private static final class Mapper {
    static final JsonMapper YAML =
        JsonMapper.builder(new YAMLFactory())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .addModule(new JavaTimeModule())
            .addModule(
                new SimpleModule()
                    .addDeserializer(TimeSpan.class, new Text<>(TimeSpan.class, TimeSpan::valueOf))
                    .addDeserializer(Count.class, new Text<>(Count.class, Count::valueOf)))
            .build();
  }

  private static final class Text<T> extends StdDeserializer<T> {
    private final transient Function<String, T> valueOf;

    Text(Class<T> type, Function<String, T> valueOf) {
      super(type);
      this.valueOf = valueOf;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      return valueOf.apply(parser.getText());
    }
  }
}
