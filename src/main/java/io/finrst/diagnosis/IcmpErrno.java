package io.finrst.diagnosis;

import io.finrst.record.IcmpError;

/**
 * What {@code connect()} reports for an ICMP error: Linux {@code icmp_err_convert} and {@code
 * icmpv6_err_convert}.
 */
final class IcmpErrno {
  private static final String[] UNREACHABLE_BY_CODE = {
    "ENETUNREACH", "EHOSTUNREACH", "ENOPROTOOPT", "ECONNREFUSED", "EMSGSIZE", "EOPNOTSUPP",
        "ENETUNREACH", "EHOSTDOWN",
    "ENONET", "ENETUNREACH", "EHOSTUNREACH", "ENETUNREACH", "EHOSTUNREACH", "EHOSTUNREACH",
        "EHOSTUNREACH", "EHOSTUNREACH"
  };
  private static final String[] UNREACHABLE6_BY_CODE = {
    "ENETUNREACH", "EACCES", "EHOSTUNREACH", "EHOSTUNREACH", "ECONNREFUSED", "EACCES", "EACCES"
  };

  private IcmpErrno() {}

  static String of(IcmpError error) {
    if (error.ipVersion() == 4) {
      return switch (error.type()) {
        case 3 -> byCode(UNREACHABLE_BY_CODE, error.code());
        case 12 -> "EPROTO";
        default -> "EHOSTUNREACH";
      };
    }
    return switch (error.type()) {
      case 1 -> byCode(UNREACHABLE6_BY_CODE, error.code());
      case 4 -> "EPROTO";
      default -> "EHOSTUNREACH";
    };
  }

  private static String byCode(String[] names, int code) {
    return code < names.length ? names[code] : "EHOSTUNREACH";
  }
}
