package dev.crossover.experiments.spec;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** The Javadoc of types, read from their sources as Markdown: class files do not hold it. */
final class SourceDocs {
  private static final List<String> MODULES =
      List.of("sim-engine", "models", "traffic-profiles", "experiments");

  private final Map<String, TypeDoc> docs = new HashMap<>();

  /** A type's first sentence, and what its components or constants mean by their Java names. */
  record TypeDoc(String summary, Map<String, String> parts) {}

  private SourceDocs() {}

  /** Reads the files of these types. */
  static SourceDocs of(Collection<Class<?>> types) throws IOException {
    List<Path> files = types.stream().map(SourceDocs::source).distinct().sorted().toList();
    SourceDocs result = new SourceDocs();
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) {
        result.new Reader(trees, unit).scan(unit, null);
      }
    }
    return result;
  }

  /** The first sentence on a type; empty where it has none. */
  String summary(Class<?> type) {
    return doc(type).summary();
  }

  /** What a record's component or an enum's constant means; empty where nothing says so. */
  String part(Class<?> type, String name) {
    return doc(type).parts().getOrDefault(name, "");
  }

  private TypeDoc doc(Class<?> type) {
    TypeDoc doc = docs.get(type.getName());
    if (doc == null) {
      throw new IllegalArgumentException("the source of " + type + " was not read");
    }
    return doc;
  }

  /** The folder of the whole project; tests run in that of their module. */
  static Path root() {
    Path module = Path.of(System.getProperty("basedir", ".")).toAbsolutePath().normalize();
    return module.resolve("..").normalize();
  }

  private static Path source(Class<?> type) {
    String name = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
    return MODULES.stream()
        .map(module -> root().resolve(module).resolve("src/main/java").resolve(name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(type + " has no source in this project"));
  }

  /** Walks through one file. */
  private final class Reader extends TreePathScanner<@Nullable Void, @Nullable Void> {
    private final DocTrees trees;
    private final String packageName;
    private String type = "";

    Reader(DocTrees trees, CompilationUnitTree unit) {
      this.trees = trees;
      this.packageName = unit.getPackageName().toString();
    }

    @Override
    public @Nullable Void visitClass(ClassTree tree, @Nullable Void nothing) {
      String outer = type;
      type = (outer.isEmpty() ? packageName + "." : outer + "$") + tree.getSimpleName();
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      Map<String, String> parts = new HashMap<>();
      if (comment != null) {
        for (DocTree tag : comment.getBlockTags()) {
          if (tag instanceof ParamTree param) {
            parts.put(param.getName().getName().toString(), text(param.getDescription()));
          }
        }
      }
      String summary = comment == null ? "" : text(comment.getFirstSentence());
      docs.put(type, new TypeDoc(summary, parts));
      super.visitClass(tree, nothing);
      type = outer;
      return null;
    }

    @Override
    public @Nullable Void visitVariable(VariableTree tree, @Nullable Void nothing) {
      DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
      TypeDoc doc = docs.get(type);
      if (comment != null && doc != null) {
        doc.parts().putIfAbsent(tree.getName().toString(), text(comment.getFirstSentence()));
      }
      return null;
    }

    @Override
    public @Nullable Void visitMethod(MethodTree tree, @Nullable Void nothing) {
      return null;
    }

    private String text(List<? extends DocTree> words) {
      String joined = words.stream().map(this::text).collect(Collectors.joining());
      return joined.strip().replaceAll("\\s+", " ");
    }

    private String text(DocTree word) {
      if (word instanceof TextTree text) {
        return text.getBody();
      }
      if (word instanceof LiteralTree literal) {
        String body = literal.getBody().getBody().strip();
        return literal.getKind() == DocTree.Kind.CODE ? "`" + body + "`" : body;
      }
      if (word instanceof LinkTree link) {
        String target = link.getReference().getSignature().replaceFirst(".*[.#]", "");
        return link.getLabel().isEmpty() ? target : text(link.getLabel());
      }
      if (word instanceof EntityTree entity) {
        return Stream.ofNullable(trees.getCharacters(entity)).collect(Collectors.joining());
      }
      return " ";
    }
  }
}
