package io.llmloadtest.collect.logs;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.DockerHttpClient;
import com.github.dockerjava.transport.DockerHttpClient.Request;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import io.llmloadtest.collect.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The questions we ask a Docker engine, each bounded in time. No API version is named in a request, so that engines
 * from 20.10 (which refuse a newer one) to 29 (which refuse an older one) answer with their own.
 *
 * <p>{@code DOCKER_HOST}, TLS settings and contexts are taken from where docker-java looks for them. Podman's socket, which
 * speaks the same language, stands in for Docker's where that is missing.
 */
final class DockerEngine implements AutoCloseable {

    private static final Duration ANSWER_TIME = Duration.ofSeconds(10);
    private static final int ROUND_TRIPS = 3;

    private final DockerClientConfig config;
    private final Duration answerTime;
    private final DockerHttpClient patient;
    private final DockerClient commands;

    private DockerEngine(DockerClientConfig config, Duration answerTime) {
        this.config = config;
        this.answerTime = answerTime;
        this.patient = transport(config).build();
        this.commands = DockerClientImpl.getInstance(config, transport(config).responseTimeout(answerTime).build());
    }

    private ZerodepDockerHttpClient.Builder transport(DockerClientConfig settings) {
        return new ZerodepDockerHttpClient.Builder().dockerHost(settings.getDockerHost())
                .sslConfig(settings.getSSLConfig()).connectionTimeout(answerTime);
    }

    /** An engine; nothing is sent yet. */
    static DockerEngine at(Optional<String> dockerHost) throws IllegibleException {
        return at(dockerHost, ANSWER_TIME);
    }

    static DockerEngine at(Optional<String> dockerHost, Duration answerTime) throws IllegibleException {
        try {
            DefaultDockerClientConfig.Builder settings = DefaultDockerClientConfig.createDefaultConfigBuilder();
            dockerHost.ifPresent(settings::withDockerHost);
            DockerClientConfig config = settings.build();
            Optional<URI> podman = dockerHost.isPresent()
                    ? Optional.empty()
                    : EngineSocket.insteadOf(config.getDockerHost());
            podman.ifPresent(socket -> settings.withDockerHost(socket.toString()));
            return new DockerEngine(podman.isPresent() ? settings.build() : config, answerTime);
        } catch (RuntimeException e) {
            throw new IllegibleException(Problem.NO_DOCKER, EngineFailures.words(e));
        }
    }

    /** Where the engine is. */
    URI host() {
        return config.getDockerHost();
    }

    Duration answerTime() {
        return answerTime;
    }

    /** The running containers. */
    List<Container> running() throws IllegibleException {
        return Bounded.call(answerTime, () -> commands.listContainersCmd().exec());
    }

    /** One container, by name, id or beginning of an id. */
    InspectContainerResponse inspect(String name) throws IllegibleException {
        return Bounded.call(answerTime, () -> commands.inspectContainerCmd(name).exec());
    }

    /** The engine's clock against ours: the best of a few round trips; empty when it does not tell. */
    Optional<Skew> skew(RunClock clock) {
        return IntStream.range(0, ROUND_TRIPS).mapToObj(_ -> measure(clock)).flatMap(Optional::stream)
                .min(Comparator.comparingDouble(Skew::uncertaintyMillis));
    }

    private Optional<Skew> measure(RunClock clock) {
        try {
            Instant asked = clock.wall();
            String told = Bounded.call(answerTime, () -> Optional.ofNullable(commands.infoCmd().exec().getSystemTime())
                    .orElse(""));
            double half = Duration.between(asked, clock.wall()).toNanos() / 2e6;
            return Rfc3339.read(told)
                    .map(at -> new Skew(Duration.between(asked, at).toNanos() / 1e6 - half, half));
        } catch (IllegibleException | ArithmeticException _) {
            return Optional.empty();
        }
    }

    /**
     * Opens a container's log. The body ends with the log, or goes on for as long as the container runs; closing the answer
     * ends it from any thread.
     */
    Response logs(String containerId, LogQuery query) throws IllegibleException {
        return Bounded.call(answerTime, () -> {
            Request request = Request.builder().method(Request.Method.GET).path(query.pathFor(containerId)).build();
            Response answer = patient.execute(request);
            if (answer.getStatusCode() / 100 == 2) {
                return answer;
            }
            try (answer) {
                throw EngineFailures.ofStatus(answer.getStatusCode(), said(answer));
            }
        });
    }

    private static String said(Response answer) throws IOException {
        return new String(answer.getBody().readNBytes(2000), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        closeQuietly(patient);
        closeQuietly(commands);
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception _) {
            // Nothing more is asked of it.
        }
    }
}
