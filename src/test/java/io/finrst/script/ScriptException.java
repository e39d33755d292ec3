package io.finrst.script;

/** A script that cannot be understood; the message names the line and quotes it. */
public final class ScriptException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  ScriptException(int line, String text, String reason) {
    super("line " + line + ": " + reason + " in: " + text.strip());
  }
}
