package dev.crossover.experiments.spec;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a record looks like from YAML: its keys in snake_case, which of them may be absent, and how
 * to build it.
 */
final class RecordShape {
  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  private final Constructor<?> constructor;
  private final List<Key> keys = new ArrayList<>();
  private int otherKeys = -1;

  /** A component: its key, its type, and whether it may be absent. */
  record Key(String name, Type type, boolean optional) {}

  static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private RecordShape(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    for (int i = 0; i < components.length; i++) {
      RecordComponent component = components[i];
      types[i] = component.getType();
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      keys.add(new Key(snake(component.getName()), component.getGenericType(), optional));
      otherKeys = component.isAnnotationPresent(OtherKeys.class) ? i : otherKeys;
    }
    try {
      constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no canonical constructor", e);
    }
  }

  List<Key> keys() {
    return keys;
  }

  /** Whether the component at this index gathers the keys that no component has. */
  boolean gathersOthers(int index) {
    return index == otherKeys;
  }

  boolean has(String name) {
    for (int i = 0; i < keys.size(); i++) {
      if (i != otherKeys && keys.get(i).name().equals(name)) {
        return true;
      }
    }
    return otherNames().contains(name);
  }

  /** All keys in alphabetical order. */
  Set<String> names() {
    Set<String> names = new TreeSet<>(otherNames());
    for (int i = 0; i < keys.size(); i++) {
      if (i != otherKeys) {
        names.add(keys.get(i).name());
      }
    }
    return names;
  }

  /** The keys that the gathering component knows. */
  List<String> otherNames() {
    if (otherKeys < 0) {
      return List.of();
    }
    ParameterizedType map = (ParameterizedType) keys.get(otherKeys).type();
    return ScalarTypes.names((Class<?>) map.getActualTypeArguments()[0]);
  }

  /**
   * Builds the record.
   *
   * @throws IllegalArgumentException as the record refuses its components
   */
  Object construct(@Nullable Object[] components) {
    try {
      return constructor.newInstance(components);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refusal) {
        throw refusal;
      }
      throw new IllegalStateException(constructor + " failed", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor + " cannot be called", e);
    }
  }

  /** What the record refuses about its components, or null; faults count as nothing refused. */
  @Nullable String refusal(@Nullable Object[] components) {
    try {
      construct(components);
      return null;
    } catch (IllegalArgumentException e) {
      return Binder.message(e);
    } catch (IllegalStateException e) {
      // A stand-in for a component that could not be bound; without any, building it fails again.
      return null;
    }
  }

  /** The place of a key among the components, -1 where it is none. */
  int indexOf(String name) {
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).name().equals(name)) {
        return i;
      }
    }
    return -1;
  }

  /** Something that takes the place of a component which could not be bound. */
  @Nullable Object standIn(int index) {
    Type type = keys.get(index).type();
    if (keys.get(index).optional()) {
      return null;
    }
    if (type == String.class) {
      return "x";
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return List.of();
    }
    if (type == int.class) {
      return 1;
    }
    if (type == long.class) {
      return 1L;
    }
    if (type == double.class) {
      return 1.0;
    }
    return type == boolean.class ? Boolean.TRUE : null;
  }

  static String snake(String name) {
    StringBuilder snake = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      snake.append(Character.isUpperCase(c) && i > 0 ? "_" : "").append(c);
    }
    return snake.toString().toLowerCase(Locale.ROOT);
  }
}
