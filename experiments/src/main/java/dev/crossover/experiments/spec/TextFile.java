package dev.crossover.experiments.spec;

import dev.crossover.engine.units.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.reader.StreamReader;

/** Reads a file that a person wrote: of bearable size, in UTF-8, without control characters. */
final class TextFile {
  static final int MAX_BYTES = 4 << 20;
  private static final int MAX_SIBLINGS = 1_000;

  private TextFile() {}

  /**
   * The bytes of a file, at most {@link #MAX_BYTES}.
   *
   * @throws UserInputException when there is no such file, it cannot be read or is too large
   */
  static byte[] bytes(Path path) {
    if (Files.isDirectory(path)) {
      throw wrong(path.toString(), "is a folder. Maybe name a file in it?");
    }
    try {
      if (Files.isRegularFile(path) && Files.size(path) > MAX_BYTES) {
        throw wrong(path.toString(), tooLarge(Files.size(path)));
      }
      try (InputStream in = Files.newInputStream(path)) {
        return limited(in, path.toString());
      }
    } catch (NoSuchFileException e) {
      throw wrong(path.toString(), "there is no such file." + sibling(path));
    } catch (AccessDeniedException e) {
      throw wrong(path.toString(), "may not be read. Maybe check its permissions?");
    } catch (IOException e) {
      throw wrong(
          path.toString(), "cannot be read: " + Shown.value(String.valueOf(e.getMessage())));
    }
  }

  /** All of a stream, at most {@link #MAX_BYTES}. */
  static byte[] limited(InputStream in, String file) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw wrong(file, tooLarge(bytes.length));
    }
    return bytes;
  }

  /**
   * The text in the bytes.
   *
   * @throws UserInputException at the first byte that no UTF-8 text holds
   */
  static String decode(byte[] bytes, String file) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw notText(file, text, String.format(Locale.ROOT, "the byte 0x%02X", in.get()));
    }
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (!StreamReader.isPrintable(c)) {
        String what = String.format(Locale.ROOT, "the control character U+%04X", c);
        throw notText(file, text.substring(0, i), what);
      }
    }
    return text;
  }

  private static UserInputException notText(String file, String before, String what) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = 1 + before.codePointCount(before.lastIndexOf('\n') + 1, before.length());
    String message = "holds " + what + ", so it is not text in UTF-8. Maybe save it as UTF-8?";
    return new UserInputException(new Problem(file, line, column, "", message));
  }

  private static UserInputException wrong(String file, String message) {
    return new UserInputException(Problem.at(Place.startOf(file), "", message));
  }

  private static String tooLarge(long bytes) {
    return String.format(
        Locale.ROOT,
        "is too large (%.1f MiB, limit %d MiB). Maybe it is not the file you mean?",
        bytes / (double) (1 << 20),
        MAX_BYTES >> 20);
  }

  private static String sibling(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    Path name = path.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      return " Maybe check the folder's name?";
    }
    try (Stream<Path> siblings = Files.list(folder)) {
      List<String> names =
          siblings.limit(MAX_SIBLINGS).map(p -> String.valueOf(p.getFileName())).toList();
      Optional<String> near = NearestName.of(name.toString(), names);
      return near.map(n -> " Maybe " + path.resolveSibling(n) + "?")
          .orElse(" Maybe check its name?");
    } catch (IOException e) {
      return " Maybe check its name?";
    }
  }
}
