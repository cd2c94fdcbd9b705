package loradex;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A frame: its kind, one byte; the length of what follows, four bytes, the highest first; so many bytes. */
final class Frames {
  /** Above what a record of 64 MiB becomes; what claims to be longer is no frame. */
  static final int LONGEST = 1 << 28;
  static final int CHUNK = 1 << 18;

  record Frame(char kind, byte[] bytes) {
    String text() {
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  private Frames() {}

  static void write(DataOutputStream out, char kind, byte[] bytes, int length) throws IOException {
    if (length > LONGEST) throw new IOException("a frame of " + length + " bytes is too long");
    out.writeByte(kind);
    out.writeInt(length);
    out.write(bytes, 0, length);
  }

  static void write(DataOutputStream out, char kind, byte[] bytes) throws IOException {
    write(out, kind, bytes, bytes.length);
  }

  static void write(DataOutputStream out, char kind, String text) throws IOException {
    write(out, kind, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Undefined (null) at the end of the stream, which is only between frames. */
  static Frame read(DataInputStream in) throws IOException {
    int kind = in.read();
    if (kind < 0) return null;
    if (kind < 'A' || kind > 'Z') throw new IOException("byte " + kind + " begins no frame");
    int length = in.readInt();
    if (length < 0 || length > LONGEST) {
      throw new IOException("a frame that claims " + Integer.toUnsignedString(length) + " bytes");
    }
    // Not allocated by what it claims: that much has to arrive first.
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) throw new EOFException("a frame that is cut off");
    return new Frame((char) kind, bytes);
  }

  /** The bytes of a stream as frames of the kind. */
  static void copy(InputStream in, DataOutputStream out, char kind, long most) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (long left = most; left > 0; ) {
      int count = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (count < 0) return;
      write(out, kind, chunk, count);
      left -= count;
    }
  }

  static void skip(InputStream in, long bytes) throws IOException {
    in.skipNBytes(bytes);
  }

  static void copyExactly(InputStream in, OutputStream out, int length, byte[] chunk)
      throws IOException {
    for (int left = length; left > 0; ) {
      int count = in.read(chunk, 0, Math.min(chunk.length, left));
      if (count < 0) throw new EOFException("a line that is cut off");
      out.write(chunk, 0, count);
      left -= count;
    }
  }
}
