package loradex;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

final class Json {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private Json() {}

  static JsonNode parse(String text) throws IOException {
    return MAPPER.readTree(text);
  }

  /** Of names and values by turns. */
  static ObjectNode object(Object... pairs) {
    ObjectNode object = MAPPER.createObjectNode();
    for (int at = 0; at < pairs.length; at += 2) {
      object.set((String) pairs[at], MAPPER.valueToTree(pairs[at + 1]));
    }
    return object;
  }

  static String text(JsonNode object, String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value.asText();
  }
}
