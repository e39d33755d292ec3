package io.finrst.lab;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A TLS 1.2 ClientHello (RFC 5246 section 7.4.1.2) with one cipher suite and a server name (RFC 6066 section 3). */
final class ClientHello {
  static final int HANDSHAKE = 22;
  static final short TLS_1_2 = 0x0303;
  static final short AES_128_GCM = (short) 0xC02F;

  private ClientHello() {}

  static byte[] forName(String name) {
    byte[] host = name.getBytes(StandardCharsets.US_ASCII);
    int extensions = 9 + host.length;
    int body = 2 + 32 + 1 + 4 + 2 + 2 + extensions;
    ByteBuffer record = ByteBuffer.allocate(5 + 4 + body);
    record.put((byte) HANDSHAKE).putShort(TLS_1_2).putShort((short) (4 + body));
    record.put((byte) 1).put((byte) 0).putShort((short) body); // client_hello, 24 bits of length
    record.putShort(TLS_1_2).put(new byte[32]).put((byte) 0); // random, no session
    record.putShort((short) 2).putShort(AES_128_GCM);
    record.put((byte) 1).put((byte) 0); // no compression
    record.putShort((short) extensions);
    record.putShort((short) 0).putShort((short) (5 + host.length)); // server_name
    record.putShort((short) (3 + host.length)).put((byte) 0).putShort((short) host.length).put(host);
    return record.array();
  }
}
