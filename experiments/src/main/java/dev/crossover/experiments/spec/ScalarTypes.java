package dev.crossover.experiments.spec;

import dev.crossover.engine.units.NearestName;
import dev.crossover.engine.units.TimeSpan;
import dev.crossover.engine.units.WrittenAsScalar;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns single values as written into Java's types, refusing whatever is not exactly that. */
final class ScalarTypes {
  private static final int MAX_LENGTH = 200;
  private static final Pattern WHOLE = Pattern.compile("[-+]?[0-9]{1,19}");
  private static final Pattern DECIMAL =
      Pattern.compile("[-+]?[0-9]{1,40}(\\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?");

  private static final ClassValue<Optional<Method>> VALUE_OF =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          return findStatic(type, "valueOf", String.class);
        }
      };

  private ScalarTypes() {}

  /** Whether values of the type may be written as a single value. */
  static boolean takesScalar(Class<?> type) {
    return type.isPrimitive()
        || type == String.class
        || type == BigDecimal.class
        || type == LocalDate.class
        || type == LocalDateTime.class
        || VALUE_OF.get(type).isPresent();
  }

  /** Whether a record may be written by its components. */
  static boolean takesMapping(Class<?> type) {
    return type.isRecord()
        && !type.getPackageName().equals(TimeSpan.class.getPackageName())
        && !type.isAnnotationPresent(WrittenAsScalar.class);
  }

  /**
   * The value of a text.
   *
   * @throws IllegalArgumentException with advice, the value itself left out
   */
  static Object parse(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("is too long a value, more than 200 characters");
    }
    if (type == int.class || type == Integer.class) {
      long whole = whole(text);
      if (whole != (int) whole) {
        throw new IllegalArgumentException("must lie between -2147483648 and 2147483647");
      }
      return (int) whole;
    }
    if (type == long.class || type == Long.class) {
      return whole(text);
    }
    if (type == double.class || type == Double.class) {
      return decimal(text).doubleValue();
    }
    if (type == BigDecimal.class) {
      return decimal(text);
    }
    return type == boolean.class || type == Boolean.class ? truth(text) : named(type, text);
  }

  /** The values that a type with a closed choice knows. */
  static List<String> names(Class<?> type) {
    if (type.isEnum()) {
      List<String> names = new ArrayList<>();
      for (Object constant : type.getEnumConstants()) {
        names.add(written((Enum<?>) constant));
      }
      return names;
    }
    Method names =
        findStatic(type, "names")
            .orElseThrow(() -> new IllegalStateException(type + " has no names()"));
    return ((List<?>) call(null, names)).stream().map(String::valueOf).toList();
  }

  /** A constant as written in YAML: by its key() where it has one, else in lower case. */
  static String written(Enum<?> constant) {
    return find(constant.getDeclaringClass(), "key")
        .map(key -> String.valueOf(call(constant, key)))
        .orElseGet(() -> constant.name().toLowerCase(Locale.ROOT));
  }

  private static Object named(Class<?> type, String text) {
    if (type == LocalDate.class || type == LocalDateTime.class) {
      return date(type, text);
    }
    if (type.isEnum()) {
      return constant(type, text);
    }
    Method valueOf =
        VALUE_OF
            .get(type)
            .orElseThrow(() -> new IllegalStateException(type + " cannot be read from text"));
    return call(null, valueOf, text);
  }

  private static long whole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      throw new IllegalArgumentException("is not a whole number. Maybe write digits alone");
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("is beyond 9.2e18, the largest whole number", e);
    }
  }

  private static BigDecimal decimal(String text) {
    if (!DECIMAL.matcher(text).matches()) {
      throw new IllegalArgumentException("is not a number. Maybe write digits and a point alone");
    }
    return new BigDecimal(text);
  }

  private static Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new IllegalArgumentException(
              "is neither true nor false. Maybe "
                  + List.of("yes", "on", "y", "1", "True", "TRUE").contains(text)
                  + "?");
    };
  }

  private static Object date(Class<?> type, String text) {
    boolean dayOnly = type == LocalDate.class;
    try {
      return dayOnly ? LocalDate.parse(text) : LocalDateTime.parse(text);
    } catch (DateTimeException e) {
      String example = dayOnly ? "2026-01-05" : "2026-01-05T00:00";
      throw new IllegalArgumentException("is not a date. Maybe write " + example, e);
    }
  }

  private static Object constant(Class<?> type, String text) {
    List<String> names = names(type);
    int index = names.indexOf(text);
    if (index >= 0) {
      return type.getEnumConstants()[index];
    }
    String advice =
        NearestName.of(text, names)
            .map(name -> ". Maybe " + name + "?")
            .orElse(". Maybe one of these?");
    throw new IllegalArgumentException("is none of " + String.join(", ", names) + advice);
  }

  private static Optional<Method> findStatic(Class<?> type, String name, Class<?>... parameters) {
    return find(type, name, parameters).filter(method -> Modifier.isStatic(method.getModifiers()));
  }

  private static Optional<Method> find(Class<?> type, String name, Class<?>... parameters) {
    try {
      Method method = type.getDeclaredMethod(name, parameters);
      method.setAccessible(true);
      return Optional.of(method);
    } catch (NoSuchMethodException e) {
      return Optional.empty();
    }
  }

  private static Object call(@Nullable Object receiver, Method method, Object... arguments) {
    try {
      return method.invoke(receiver, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(method + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(method + " cannot be called", e);
    }
  }
}
