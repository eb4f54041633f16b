package io.llmloadtest.load.target;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Tells from a failed question what is wrong between here and the server. */
final class Diagnosis {

    private final BaseUrl base;
    private final Duration timeout;

    Diagnosis(BaseUrl base, Duration timeout) {
        this.base = base;
        this.timeout = timeout;
    }

    TargetProblem of(IOException failure, String url) {
        String origin = base.origin();
        if (failure instanceof AskTimedOutException || failure instanceof HttpConnectTimeoutException) {
            return base.tls() && speaksPlain()
                    ? new TargetProblem.TlsToPlain(origin)
                    : new TargetProblem.TimedOut(url, timeout);
        }
        if (has(failure, UnresolvedAddressException.class) || has(failure, UnknownHostException.class)) {
            return new TargetProblem.UnknownHost(base.host());
        }
        if (has(failure, CertificateException.class)) {
            return new TargetProblem.UntrustedCertificate(origin);
        }
        if (has(failure, SSLException.class)) {
            return speaksTls()
                    ? new TargetProblem.Unreachable(origin, "TLS handshake failed: " + words(failure))
                    : new TargetProblem.TlsToPlain(origin);
        }
        if (has(failure, ConnectException.class)) {
            return words(failure).toLowerCase(Locale.ROOT).contains("refused") || words(failure).isEmpty()
                    ? new TargetProblem.Refused(origin)
                    : new TargetProblem.Unreachable(origin, words(failure));
        }
        if (!base.tls() && speaksTls()) {
            return new TargetProblem.PlainToTls(origin);
        }
        return base.tls() && !speaksTls()
                ? new TargetProblem.TlsToPlain(origin)
                : new TargetProblem.Unreachable(origin, words(failure));
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> kind) {
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            if (kind.isInstance(at)) {
                return true;
            }
            at = at.getCause();
        }
        return false;
    }

    private static String words(Throwable failure) {
        Throwable at = failure;
        while (at.getMessage() == null && at.getCause() != null) {
            at = at.getCause();
        }
        return at.getMessage() == null ? "" : at.getMessage();
    }

    /** Whether a TLS handshake gets as far as a certificate. Nothing is sent over the connection. */
    private boolean speaksTls() {
        try (Socket plain = connect()) {
            try (SSLSocket tls = (SSLSocket) ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain,
                    base.host(), base.port(), true)) {
                tls.startHandshake();
                return true;
            }
        } catch (SSLException handshake) {
            return has(handshake, CertificateException.class) || words(handshake).contains("alert");
        } catch (IOException _) {
            return false;
        }
    }

    /** Whether a plain request gets an HTTP answer. It carries no header of the user's. */
    private boolean speaksPlain() {
        try (Socket plain = connect()) {
            plain.getOutputStream().write(("GET " + base.path("/v1/models") + " HTTP/1.1\r\nHost: " + base.host()
                    + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            return new String(plain.getInputStream().readNBytes(5), StandardCharsets.US_ASCII).equals("HTTP/");
        } catch (IOException _) {
            return false;
        }
    }

    private Socket connect() throws IOException {
        int patience = (int) Math.min(timeout.toMillis(), 2000);
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(InetAddress.getByName(base.host()), base.port()), patience);
            socket.setSoTimeout(patience);
            return socket;
        } catch (IOException failure) {
            socket.close();
            throw failure;
        }
    }
}
