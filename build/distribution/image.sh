# shellcheck shell=bash
# Sourced by build/package: a container image of a package and the system libraries it needs, and nothing else. There is no
# base image, so none has to be fetched; and no shell in it, so what starts is Java itself.
: "${work:?}" "${epoch:?}"

# libraries HOME: the shared libraries that Java and the jars' native code are linked with, by the paths they are found at.
libraries() {
  local natives=$work/natives jar
  mkdir -p "$natives"
  for jar in "$1"/lib/*.jar; do
    (cd "$natives" && "${jdk:?}/bin/jar" xf "$jar" "META-INF/native" 2>/dev/null) || true
  done
  # What draws on screens is never loaded: there is none.
  find "$1/jre" "$natives" -type f \( -name '*.so*' -o -path '*/bin/java' \) |
    grep -vE '/lib(awt|awt_.*|fontmanager|freetype|javajpeg|jawt|lcms|mlib_image|splashscreen|jsound)\.so' |
    while read -r file; do ldd "$file" 2>/dev/null || true; done |
    sed -n 's|.*=> \(/[^ ]*\) (.*|\1|p; s|^[[:space:]]*\(/[^ ]*\) (.*|\1|p' | grep -v "^$1" | sort -u
  # Names of hosts are looked up through these, by the C library itself.
  find /lib /usr/lib -maxdepth 2 \( -name 'libnss_dns.so.2' -o -name 'libnss_files.so.2' -o -name 'libresolv.so.2' \) -path '*linux-gnu*' | sort -u
}

# make_image HOME TAG
make_image() {
  local home=$1 tag=$2 tree=$work/image library
  command -v docker >/dev/null || fail "--image needs Docker"
  mkdir -p "$tree/opt" "$tree/etc" "$tree/tmp" "$tree/work"
  cp -r "$home" "$tree/opt/llm-loadtest"
  rm -rf "$tree/opt/llm-loadtest/bin" "$tree/opt/llm-loadtest/docs"
  for library in $(libraries "$home"); do
    mkdir -p "$tree$(dirname "$library")"
    cp -L "$library" "$tree$library"
  done
  echo 'root:x:0:0:root:/root:/sbin/nologin' >"$tree/etc/passwd"
  echo 'llm-loadtest:x:65532:65532::/work:/sbin/nologin' >>"$tree/etc/passwd"
  printf 'root:x:0:\nllm-loadtest:x:65532:\n' >"$tree/etc/group"
  echo 'hosts: files dns' >"$tree/etc/nsswitch.conf"
  chmod 1777 "$tree/tmp"
  archive "$tree" |
    docker import \
      --change 'ENTRYPOINT ["/opt/llm-loadtest/jre/bin/java", "@/opt/llm-loadtest/lib/jvm.options", "-cp", "/opt/llm-loadtest/lib/*", "io.llmloadtest.cli.Main"]' \
      --change 'WORKDIR /work' --change 'USER 65532:65532' --change 'ENV LANG=C.UTF-8' \
      --change 'LABEL org.opencontainers.image.title=llm-loadtest' --change 'LABEL org.opencontainers.image.licenses=Apache-2.0' \
      - "$tag" >/dev/null
  docker tag "$tag" "${tag%%:*}:latest"
  echo "$tag  $(($(docker image inspect -f '{{.Size}}' "$tag") / 1000000)) MB"
}

# archive TREE: all of it belongs to root but the folder that runs are written to.
archive() {
  local file=$work/image.tar
  local same=(--sort=name --format=gnu --mtime="@$epoch" --numeric-owner)
  tar -C "$1" "${same[@]}" --owner=0 --group=0 --exclude=./work -cf "$file" .
  tar -C "$1" "${same[@]}" --owner=65532 --group=65532 -rf "$file" ./work
  cat "$file"
}
