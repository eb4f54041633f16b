package io.llmloadtest.wire.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.BindException;
import java.net.ConnectException;
import java.net.SocketException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrnoTest {

    @ParameterizedTest
    @CsvSource({"24, Too many open files", "23, Too many open files in system"})
    void aLimitOfThisMachineIsToldInTheSameWordsInEveryLanguage(int errno, String words) {
        assertThat(exception(errno)).isInstanceOf(SocketException.class).hasMessage(words);
    }

    @ParameterizedTest
    @CsvSource("99, 111")
    void portsThatRanOutAreNoRefusal(int unavailable, int refused) {
        assertThat(exception(unavailable)).isInstanceOf(BindException.class)
                .hasMessage("Cannot assign requested address");
        assertThat(exception(refused)).isInstanceOf(ConnectException.class);
    }

    private static IOException exception(int errno) {
        assumeThat(Kernel.unavailable()).isEmpty();
        try (Arena arena = Arena.ofConfined()) {
            return Errno.exception(errno, new Libc(arena));
        }
    }
}
