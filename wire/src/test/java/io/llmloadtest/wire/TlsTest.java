package io.llmloadtest.wire;

import static io.llmloadtest.wire.hot.Answers.CHUNK;
import static io.llmloadtest.wire.hot.Answers.DONE;
import static io.llmloadtest.wire.hot.Answers.LAST;
import static io.llmloadtest.wire.hot.Answers.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.llmloadtest.wire.Exchange.End;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final byte[] GOOD = stream(CHUNK + LAST + DONE);

    @TempDir
    private static Path folder;
    private static SSLContext server;
    private static Path certificate;

    /** A self-signed certificate for localhost, made by the JDK's own keytool. */
    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = folder.resolve("server.p12");
        certificate = folder.resolve("server.pem");
        keytool("-genkeypair", "-keyalg", "EC", "-alias", "server", "-dname", "CN=localhost", "-ext",
                "san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-keystore", store.toString());
        keytool("-exportcert", "-rfc", "-alias", "server", "-keystore", store.toString(), "-file",
                certificate.toString());
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        server = SSLContext.getInstance("TLS");
        server.init(managers.getKeyManagers(), null, null);
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storepass", new String(PASSWORD), "-storetype", "PKCS12"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static ScriptedServer tlsServer() throws IOException {
        ServerSocket socket = server.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        return new ScriptedServer(socket, client -> client.always(GOOD));
    }

    private static End ask(Target target) throws IOException {
        try (Sending sending = new Sending(target, ConnectionPolicy.pool(), NettyTransport::open)) {
            Exchange first = sending.stream();
            if (first.end() instanceof End.Complete) {
                assertThat(first.chunks().size()).isEqualTo(2);
                assertThat(first.connectNanos()).isPresent();
                assertThat(sending.stream().reused()).isTrue();
            }
            return first.end();
        }
    }

    @Test
    void aCertificateOfTheNamedAuthorityIsGood() throws IOException {
        try (ScriptedServer tls = tlsServer()) {
            Trust trust = new Trust.Authority(certificate);
            assertThat(ask(Target.tls("localhost", tls.port(), trust))).isEqualTo(new End.Complete());
            assertThat(ask(Target.tls("127.0.0.1", tls.port(), trust))).isEqualTo(new End.Complete());
        }
    }

    @Test
    void anyCertificateIsGoodWhenAskedFor() throws IOException {
        try (ScriptedServer tls = tlsServer()) {
            assertThat(ask(Target.tls("localhost", tls.port(), new Trust.Anything()))).isEqualTo(new End.Complete());
        }
    }

    @Test
    void anUnknownCertificateIsNotTrusted() throws IOException {
        try (ScriptedServer tls = tlsServer()) {
            assertThat(ask(Target.tls("localhost", tls.port(), new Trust.DefaultStore())))
                    .isEqualTo(new End.NotConnected(true, "the server's certificate is not trusted"));
        }
    }

    @Test
    void aServerWithoutTlsIsNamed() throws IOException {
        try (ScriptedServer plain = new ScriptedServer(
                client -> client.say("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n"));
                Sending sending = new Sending(Target.tls("localhost", plain.port(), new Trust.Anything()),
                        ConnectionPolicy.pool(), NettyTransport::open)) {
            assertThat(sending.warm(2)).isZero();
            assertThat(sending.stream().end())
                    .isEqualTo(new End.NotConnected(true, "the server does not speak TLS"));
        }
    }

    @Test
    void aServerThatHangsUpInTheHandshakeIsNamed() throws IOException {
        try (ScriptedServer plain = new ScriptedServer(client -> client.socket.getInputStream().read())) {
            End end = ask(Target.tls("localhost", plain.port(), new Trust.Anything()));
            assertThat(end).isInstanceOfSatisfying(End.NotConnected.class, not -> assertThat(not.tls()).isTrue());
        }
    }

    @Test
    void plainHttpToATlsPortIsNoAnswer() throws IOException {
        try (ScriptedServer tls = tlsServer()) {
            assertThat(ask(Target.plain("127.0.0.1", tls.port()))).isInstanceOfAny(End.Malformed.class,
                    End.BrokenOff.class, End.NotConnected.class);
        }
    }

    @Test
    void aTlsAlertIsNamed() throws IOException {
        try (ScriptedServer server = new ScriptedServer(client -> {
            client.request();
            client.say(new byte[]{0x15, 3, 1, 0, 2, 2, 70});
        })) {
            assertThat(ask(Target.plain("127.0.0.1", server.port())))
                    .isEqualTo(new End.Malformed("a TLS record came instead of HTTP: the port speaks TLS"));
        }
    }

    @Test
    void aMissingAuthorityFileIsToldAtOnce() {
        assertThatIOException().isThrownBy(() -> NettyTransport.open(
                Target.tls("localhost", 1, new Trust.Authority(folder.resolve("none.pem"))), ConnectionPolicy.pool(),
                System::nanoTime)).withMessageContaining("none.pem");
    }
}
