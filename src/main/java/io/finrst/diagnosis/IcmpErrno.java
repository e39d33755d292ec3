package io.finrst.diagnosis;

import static io.finrst.diagnosis.Errno.EACCES;
import static io.finrst.diagnosis.Errno.ECONNREFUSED;
import static io.finrst.diagnosis.Errno.EHOSTDOWN;
import static io.finrst.diagnosis.Errno.EHOSTUNREACH;
import static io.finrst.diagnosis.Errno.EMSGSIZE;
import static io.finrst.diagnosis.Errno.ENETUNREACH;
import static io.finrst.diagnosis.Errno.ENONET;
import static io.finrst.diagnosis.Errno.ENOPROTOOPT;
import static io.finrst.diagnosis.Errno.EOPNOTSUPP;
import static io.finrst.diagnosis.Errno.EPROTO;

import io.finrst.record.IcmpError;

/**
 * What {@code connect()} reports for an ICMP error: Linux {@code icmp_err_convert} and {@code
 * icmpv6_err_convert}.
 */
final class IcmpErrno {
  private static final Errno[] UNREACHABLE_BY_CODE = {
    ENETUNREACH, EHOSTUNREACH, ENOPROTOOPT, ECONNREFUSED, EMSGSIZE, EOPNOTSUPP, ENETUNREACH, EHOSTDOWN,
    ENONET, ENETUNREACH, EHOSTUNREACH, ENETUNREACH, EHOSTUNREACH, EHOSTUNREACH, EHOSTUNREACH, EHOSTUNREACH
  };
  private static final Errno[] UNREACHABLE6_BY_CODE = {
    ENETUNREACH, EACCES, EHOSTUNREACH, EHOSTUNREACH, ECONNREFUSED, EACCES, EACCES
  };

  private IcmpErrno() {}

  static Errno of(IcmpError error) {
    if (error.ipVersion() == 4) {
      return switch (error.type()) {
        case 3 -> byCode(UNREACHABLE_BY_CODE, error.code());
        case 12 -> EPROTO;
        default -> EHOSTUNREACH;
      };
    }
    return switch (error.type()) {
      case 1 -> byCode(UNREACHABLE6_BY_CODE, error.code());
      case 4 -> EPROTO;
      default -> EHOSTUNREACH;
    };
  }

  private static Errno byCode(Errno[] errors, int code) {
    return code < errors.length ? errors[code] : EHOSTUNREACH;
  }
}
