package io.llmloadtest.wire;

import io.llmloadtest.wire.Exchange.End.NotConnected;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;

/** Says in plain words why no connection came about. */
final class Failures {

    private static final int LONGEST = 200;

    private Failures() {
    }

    /** The TCP connection could not be opened. */
    static NotConnected connect(Throwable cause, Target target) {
        return new NotConnected(false, ownLimit(cause).orElseGet(() -> reason(cause, target)));
    }

    /** Words for a limit of the client's machine, which no server has anything to do with; empty for other causes. */
    private static Optional<String> ownLimit(Throwable cause) {
        String said = plain(cause).toLowerCase(Locale.ROOT);
        if (said.contains("too many open files")) {
            return Optional.of("the client's own limit: no file descriptor left for a connection (raise ulimit -n)");
        }
        return said.contains("cannot assign requested address")
                ? Optional.of("the client's own limit: no local port left for a connection"
                        + " (net.ipv4.ip_local_port_range; closed ones rest in TIME_WAIT)")
                : Optional.empty();
    }

    private static String reason(Throwable cause, Target target) {
        return switch (cause) {
            case UnknownHostException _ -> "unknown host " + target.host();
            case ConnectTimeoutException _,SocketTimeoutException _ -> "connect timed out";
            case NoRouteToHostException _ -> "no route to host";
            case ConnectException e when says(e, "refused") -> "connection refused";
            case ClosedChannelException _ -> "closed while connecting";
            default -> plain(cause);
        };
    }

    /** The TCP connection stood, the TLS handshake failed. */
    static NotConnected handshake(Throwable cause) {
        return new NotConnected(true, handshakeReason(cause));
    }

    private static String handshakeReason(Throwable cause) {
        for (Throwable c = cause; c != null; c = c.getCause()) {
            if (c instanceof NotSslRecordException) {
                return "the server does not speak TLS";
            }
            if (c instanceof SslHandshakeTimeoutException) {
                return "the TLS handshake timed out";
            }
            if (c instanceof CertificateException) {
                return "the server's certificate is not good: " + plain(c);
            }
            if (says(c, "unable to find valid certification path")) {
                return "the server's certificate is not trusted";
            }
            if (c instanceof ClosedChannelException) {
                return "the server closed the connection in the TLS handshake";
            }
        }
        return plain(cause);
    }

    /** How an open connection died. */
    static String loss(Throwable cause) {
        return says(cause, "reset") ? "connection reset" : plain(cause);
    }

    private static boolean says(Throwable cause, String words) {
        return String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains(words);
    }

    private static String plain(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String said = root.getMessage();
        return JsonText.cut(said == null ? root.getClass().getSimpleName() : said, LONGEST);
    }
}
