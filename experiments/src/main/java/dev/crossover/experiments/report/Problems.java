package dev.crossover.experiments.report;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What went wrong with a file, in a user's words. */
final class Problems {
  private Problems() {}

  static String text(IOException problem) {
    if (problem instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (problem instanceof FileAlreadyExistsException exists) {
      return exists.getFile() + " is a file";
    }
    if (problem instanceof NoSuchFileException missing) {
      return missing.getFile() + " is missing";
    }
    if (problem instanceof FileSystemException failed && failed.getReason() != null) {
      return failed.getReason();
    }
    String message = problem.getMessage();
    return message == null ? problem.getClass().getSimpleName() : message;
  }
}
