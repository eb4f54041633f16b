package io.llmloadtest.collect.logs;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where an engine listens when nobody said where and Docker's own socket is missing: Podman serves the same API on the
 * user's socket or the system's.
 */
final class EngineSocket {

    private EngineSocket() {
    }

    /** Podman's socket; empty when {@code configured} is a place of somebody's choice or is there. */
    static Optional<URI> insteadOf(URI configured) {
        return insteadOf(configured, System.getenv(), Files::exists);
    }

    static Optional<URI> insteadOf(URI configured, Map<String, String> environment, Predicate<Path> exists) {
        boolean usual = "unix".equals(configured.getScheme()) && "/var/run/docker.sock".equals(configured.getPath());
        if (!usual || environment.containsKey("DOCKER_HOST") || exists.test(Path.of(configured.getPath()))) {
            return Optional.empty();
        }
        Stream<Path> ofUser = Optional.ofNullable(environment.get("XDG_RUNTIME_DIR")).stream()
                .map(folder -> Path.of(folder, "podman", "podman.sock"));
        return Stream.concat(ofUser, Stream.of(Path.of("/run/podman/podman.sock"))).filter(exists)
                .map(path -> URI.create("unix://" + path)).findFirst();
    }
}
