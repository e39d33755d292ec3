package io.finrst.cli;

import io.finrst.capture.pcap4j.LiveOptions;
import io.finrst.diagnosis.Confidence;
import io.finrst.report.EnumId;
import io.finrst.report.TimeStyle;
import io.finrst.report.ladder.LadderFormat;
import io.finrst.report.packets.SplitBy;
import io.finrst.report.text.Grouping;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An option's value that is one word of a few. */
final class Choice<E extends Enum<E>> implements ITypeConverter<E> {
  private final Class<E> type;

  Choice(Class<E> type) {
    this.type = type;
  }

  @Override
  public E convert(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    for (E constant : type.getEnumConstants()) {
      if (EnumId.of(constant).equals(word)) {
        return constant;
      }
    }
    throw new TypeConversionException("'" + typed + "'; " + Nearest.hint(word, ids(type)));
  }

  static <E extends Enum<E>> List<String> ids(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(EnumId::of).toList();
  }

  /** Words for shell completion. */
  static final class Colors extends Words {
    Colors() {
      super(Console.Color.class);
    }
  }

  static final class Readers extends Words {
    Readers() {
      super(AnalyzeCommand.Reader.class);
    }
  }

  static final class Groupings extends Words {
    Groupings() {
      super(Grouping.class);
    }
  }

  static final class Levels extends Words {
    Levels() {
      super(Confidence.class);
    }
  }

  static final class Times extends Words {
    Times() {
      super(TimeStyle.class);
    }
  }

  static final class Ladders extends Words {
    Ladders() {
      super(LadderFormat.class);
    }
  }

  static final class Splits extends Words {
    Splits() {
      super(SplitBy.class);
    }
  }

  static final class Shells extends Words {
    Shells() {
      super(CompletionCommand.Shell.class);
    }
  }

  static final class Schemas extends Words {
    Schemas() {
      super(SchemaCommand.Kind.class);
    }
  }

  static final class Directions extends Words {
    Directions() {
      super(LiveOptions.Direction.class);
    }
  }

  /** picocli makes one by itself and wants a class for each option. */
  private abstract static class Words implements Iterable<String> {
    private final List<String> words;

    <E extends Enum<E>> Words(Class<E> type) {
      words = ids(type);
    }

    @Override
    public Iterator<String> iterator() {
      return words.iterator();
    }
  }
}
