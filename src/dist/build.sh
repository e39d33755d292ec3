#!/bin/sh
# What `mvn -Pdist package` makes of target/finrst, in target/dist: a folder that needs no Java, a package for Debian and
# its relatives, a bill of materials, checksums. What has no tool here is left out by name.
#
#   build.sh VERSION      JAVA_HOME names the JDK whose runtime goes in
set -eu
cd "$(dirname "$0")/../.."
version=$1
out=target/dist
image=$out/finrst

# What finrst loads: java.xml for --junit, the server for --metrics, the signals of jdk.unsupported. What optional parts of
# the libraries could ask for (windows, SQL) never is.
modules=java.base,java.logging,java.management,java.xml,jdk.httpserver,jdk.unsupported

say() {
  printf 'dist: %s\n' "$1"
}

rm -rf "$out"
mkdir -p "$out"
cp target/finrst "$out/finrst-$version"
for bill in target/bom.json target/bom.xml; do
  if [ -f "$bill" ]; then
    cp "$bill" "$out/finrst-$version.cdx.${bill##*.}"
  fi
done

runtime_image() {
  # debug symbols of the JVM itself can be stripped with objcopy only
  strip=--strip-java-debug-attributes
  if command -v objcopy >/dev/null; then strip=--strip-debug; fi
  "$JAVA_HOME/bin/jlink" --add-modules "$modules" --output "$image" $strip --no-header-files --no-man-pages --compress=2
  "$image/bin/java" -XX:+UseSerialGC -Xshare:dump >/dev/null # JDKs bring this archive along, images do not
  mkdir -p "$image/lib/finrst" "$image/share/doc/finrst" "$image/share/finrst"
  cp target/finrst "$image/lib/finrst/finrst"
  cp src/dist/finrst "$image/bin/finrst"
  chmod 755 "$image/bin/finrst" "$image/lib/finrst/finrst"
  cp LICENSE src/main/launcher/NOTICE "$image/share/doc/finrst/"
  cp src/dist/finrst.service "$image/share/finrst/"
  for shell in bash zsh fish; do
    "$image/bin/finrst" generate-completion "$shell" >"$image/share/finrst/completion.$shell"
  done
  "$image/bin/finrst" generate-man "$image/share/man/man1"
  tar -C "$out" --owner=0 --group=0 --numeric-owner --sort=name --mtime=@0 \
    -czf "$out/finrst-$version-linux-$(uname -m).tar.gz" finrst
}

# jpackage takes the folder as it is; it makes what Debian wants around it
debian_package() {
  "$JAVA_HOME/bin/jpackage" --type deb --runtime-image "$image" --dest "$out" --name finrst \
    --app-version "${version%-SNAPSHOT}" --install-dir /opt --resource-dir src/dist/deb \
    --description 'Who ended this TCP connection, how, and why' --vendor finrst \
    --license-file LICENSE --linux-app-category net --linux-package-deps 'libpcap0.8 | libpcap0.8t64' \
    --linux-deb-maintainer "${FINRST_MAINTAINER:-root@localhost}"
}

if [ ! -x "$JAVA_HOME/bin/jlink" ]; then
  say "no folder with its own Java, and no package: $JAVA_HOME has no jlink"
else
  runtime_image
  missing=
  for tool in dpkg-deb fakeroot; do
    command -v "$tool" >/dev/null || missing="$missing $tool"
  done
  [ -x "$JAVA_HOME/bin/jpackage" ] || missing="$missing jpackage"
  if [ -n "$missing" ]; then
    say "no package for Debian: not found:$missing"
  else
    debian_package
  fi
fi
(cd "$out" && sha256sum -- finrst-* *.deb 2>/dev/null >SHA256SUMS) || true
ls "$out"
