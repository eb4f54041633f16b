package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.llmloadtest.collect.Boundary;
import io.llmloadtest.collect.OwnWork;
import io.llmloadtest.collect.RunClock;
import io.llmloadtest.evidence.logs.LogAvailability;
import io.llmloadtest.evidence.logs.LogTestimony;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** The ways to an engine: Unix sockets, TLS, and Podman where Docker is missing. */
@Isolated("the settings of Docker are those of the whole JVM")
class EngineConnectionsTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final URI USUAL = URI.create("unix:///var/run/docker.sock");
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private Path folder;

    private final RunClock clock = RunClock.system(System.nanoTime());
    private FakeEngine engine;
    private FakeContainer container;

    @BeforeEach
    void start() throws IOException {
        engine = new FakeEngine();
        container = engine.add("vllm");
    }

    @AfterEach
    void stop() {
        engine.close();
        System.clearProperty("DOCKER_TLS_VERIFY");
        System.clearProperty("DOCKER_CERT_PATH");
    }

    @Test
    void podmansAnswersAreReadOverItsSocket() throws Exception {
        engine.podman = true;
        engine.offset = "+09:00";
        container.driver = "k8s-file";
        Path socket = folder.resolve("podman.sock");
        try (Relay _ = Relay.unix(socket, engineAddress())) {
            assertThatALineIsRead("unix://" + socket);
        }
    }

    @Test
    void anEngineBehindTlsIsReadWithTheCertificatesOfItsFolder() throws Exception {
        makeCertificates();
        System.setProperty("DOCKER_TLS_VERIFY", "1");
        System.setProperty("DOCKER_CERT_PATH", folder.toString());
        SSLServerSocket server = (SSLServerSocket) tls().getServerSocketFactory().createServerSocket();
        server.setNeedClientAuth(true);
        try (Relay _ = Relay.tcp(server, engineAddress())) {
            assertThatALineIsRead("tcp://127.0.0.1:" + server.getLocalPort());
        }
    }

    @Test
    void podmanStandsInWhereDockersSocketIsMissing() {
        Map<String, String> environment = Map.of("XDG_RUNTIME_DIR", "/run/user/7");
        Path ofUser = Path.of("/run/user/7/podman/podman.sock");
        Path ofSystem = Path.of("/run/podman/podman.sock");

        assertThat(EngineSocket.insteadOf(USUAL, environment, Set.of(ofUser, ofSystem)::contains))
                .contains(URI.create("unix:///run/user/7/podman/podman.sock"));
        assertThat(EngineSocket.insteadOf(USUAL, Map.of(), Set.of(ofUser, ofSystem)::contains))
                .contains(URI.create("unix:///run/podman/podman.sock"));
        assertThat(EngineSocket.insteadOf(USUAL, environment, _ -> false)).isEmpty();
        assertThat(EngineSocket.insteadOf(USUAL, environment, _ -> true)).isEmpty();
        assertThat(EngineSocket.insteadOf(USUAL, Map.of("DOCKER_HOST", USUAL.toString()), Set.of(ofSystem)::contains))
                .isEmpty();
        assertThat(EngineSocket.insteadOf(URI.create("tcp://127.0.0.1:1"), environment, Set.of(ofUser)::contains))
                .isEmpty();
    }

    private InetSocketAddress engineAddress() {
        return new InetSocketAddress("127.0.0.1", URI.create(engine.host()).getPort());
    }

    private void assertThatALineIsRead(String host) {
        DockerLogWitness witness = new DockerLogWitness(new ContainerChoice.Named("vllm"), Optional.of(host), clock,
                Optional.empty(), LogKeeping.NONE);
        try {
            assertThat(witness.open()).isEqualTo(new LogAvailability.Legible("vllm"));
            Boundary from = witness.mark(0, OwnWork.NONE);
            container.log(Instant.now(), "line");
            LogTestimony said = witness.between(from, witness.mark(1, OwnWork.NONE), LONG);
            assertThat(said.isLegible()).isTrue();
            assertThat(said.digest().lines()).isEqualTo(1);
        } finally {
            witness.close();
        }
    }

    /** One self-signed certificate serves both sides: {@code ca.pem}, {@code cert.pem} and {@code key.pem}. */
    private void makeCertificates() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl makes the certificates");
        run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "key.pem", "-out", "cert.pem",
                "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1,DNS:localhost");
        Files.copy(folder.resolve("cert.pem"), folder.resolve("ca.pem"));
        run("openssl", "pkcs12", "-export", "-in", "cert.pem", "-inkey", "key.pem", "-out", "server.p12",
                "-passout", "pass:changeit");
    }

    private void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
    }

    private SSLContext tls() throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("server.p12"))), PASSWORD);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(own, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, PASSWORD);
        trusted.setCertificateEntry("ca", CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(folder.resolve("ca.pem")))));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
