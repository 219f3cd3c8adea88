package dev.crossover.experiments.spec;

import dev.crossover.experiments.plan.RangeSpec;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;

/** Finds every key that a file may have: the components of its record and of all records below. */
final class KeyWalk {
  private final List<Block> blocks = new ArrayList<>();

  /**
   * The keys of one record where it may stand.
   *
   * @param path {@code strategies[].vllm}; empty for a whole file
   * @param type the record
   * @param keys in the order of its components; none where the record was told before
   */
  record Block(String path, Class<?> type, List<Key> keys) {}

  /**
   * One key.
   *
   * @param path {@code strategies[].vllm.replicas}
   * @param owner the record that has it
   * @param component what it is read into
   * @param optional whether it may be absent
   */
  record Key(String path, Class<?> owner, RecordComponent component, boolean optional) {
    Type type() {
      return component.getGenericType();
    }
  }

  private KeyWalk() {}

  /** The blocks of a file in the order of its keys, the whole file first. */
  static List<Block> of(Class<?> file) {
    KeyWalk walk = new KeyWalk();
    walk.block("", file);
    return walk.blocks;
  }

  /** A record told before is not walked again: it may hold itself, as a mixture of mixtures. */
  private void block(String path, Class<?> type) {
    List<Key> keys = new ArrayList<>();
    boolean known = blocks.stream().anyMatch(block -> block.type() == type);
    blocks.add(new Block(path, type, keys));
    if (known) {
      return;
    }
    RecordShape shape = RecordShape.of(type);
    for (int i = 0; i < shape.keys().size(); i++) {
      RecordShape.Key key = shape.keys().get(i);
      RecordComponent component = type.getRecordComponents()[i];
      boolean others = shape.gathersOthers(i);
      String below = TreeReader.join(path, others ? "TERM" : key.name());
      keys.add(new Key(below, type, component, others || key.optional()));
      if (!others) {
        below(below, key.type());
      }
    }
  }

  private void below(String path, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type[] arguments = generic.getActualTypeArguments();
      boolean list = generic.getRawType() == List.class;
      below(path + (list ? "[]" : ".NAME"), arguments[arguments.length - 1]);
    } else if (type == YamlNode.class) {
      block(path + ".PATH", RangeSpec.class);
    } else if (ScalarTypes.takesMapping((Class<?>) type)) {
      block(path, (Class<?>) type);
    }
  }
}
