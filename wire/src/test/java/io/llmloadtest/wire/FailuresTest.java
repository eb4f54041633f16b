package io.llmloadtest.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.api.Test;

class FailuresTest {

    private static final Target TARGET = Target.plain("host", 80);

    @Test
    void noDescriptorIsTheClientsOwnLimitHoweverItIsWrapped() {
        assertThat(reason(new SocketException("Too many open files")))
                .isEqualTo("the client's own limit: no file descriptor left for a connection (raise ulimit -n)");
        assertThat(reason(new IllegalStateException("Unable to create Channel",
                new IOException("newSocketStream(..) failed: Too many open files"))))
                .startsWith("the client's own limit: no file descriptor");
    }

    @Test
    void noLocalPortIsTheClientsOwnLimit() {
        assertThat(reason(new BindException("Cannot assign requested address")))
                .startsWith("the client's own limit: no local port left");
    }

    @Test
    void aRefusalIsTheServers() {
        assertThat(reason(new ConnectException("Connection refused"))).isEqualTo("connection refused");
    }

    private static String reason(Throwable cause) {
        return Failures.connect(cause, TARGET).reason();
    }
}
