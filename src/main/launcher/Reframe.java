import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Part of the build: copies the jar {@code args[0]} to {@code args[1]} and brings classes of Java 5 (picocli's) to the
 * format of Java 8. The JVM neither archives those of Java 5 nor verifies them fast, which took a quarter of a short
 * run with options. Their code stays as it is; stack map frames are added to it (JVMS 4.7.4).
 */
public final class Reframe {
  private static final int JAVA_6 = 50;
  private static final int MAJOR_VERSION = 6; // where it stands in a class file, two bytes

  private Reframe() {}

  public static void main(String[] args) throws IOException {
    Path from = Path.of(args[0]);
    try (ZipFile jar = new ZipFile(from.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {from.toUri().toURL()});
        OutputStream file = Files.newOutputStream(Path.of(args[1]));
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (Enumeration<? extends ZipEntry> entries = jar.entries(); entries.hasMoreElements(); ) {
        ZipEntry entry = entries.nextElement();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        try (InputStream in = jar.getInputStream(entry)) {
          byte[] content = in.readAllBytes();
          out.write(isOld(entry.getName(), content) ? reframed(content, classes) : content);
        }
      }
    }
  }

  private static boolean isOld(String name, byte[] content) {
    return name.endsWith(".class") && (content[MAJOR_VERSION] << 8 | content[MAJOR_VERSION + 1] & 0xFF) < JAVA_6;
  }

  private static byte[] reframed(byte[] old, ClassLoader classes) {
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    ClassVisitor newer =
        new ClassVisitor(Opcodes.ASM9, writer) {
          @Override
          public void visit(int version, int access, String name, String type, String parent, String[] interfaces) {
            super.visit(Opcodes.V1_8, access, name, type, parent, interfaces);
          }
        };
    new ClassReader(old).accept(newer, 0);
    return writer.toByteArray();
  }
}
