package loradex;

import java.io.IOException;

/** What ends a run, as one line of JSON behind a mark: it has to get through Spark's own messages. */
final class Failure extends IOException {
  static final String MARK = "loradex-failure ";

  Failure(String json) {
    super(MARK + json.replace("\n", "\\n"));
  }

  Failure(String json, Throwable cause) {
    super(MARK + json.replace("\n", "\\n"), cause);
  }

  static Failure of(String problem, String message, String hint, Throwable cause) {
    return new Failure(
        Json.object("problem", problem, "message", message, "hint", hint).toString(), cause);
  }

  /** The innermost failure of ours that the text tells of; null where there is none. */
  static String jsonIn(Throwable thrown) {
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      String text = String.valueOf(each.getMessage());
      int at = text.lastIndexOf(MARK);
      if (at < 0) continue;
      int end = text.indexOf('\n', at);
      return text.substring(at + MARK.length(), end < 0 ? text.length() : end);
    }
    return null;
  }
}
