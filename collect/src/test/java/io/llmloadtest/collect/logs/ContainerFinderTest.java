package io.llmloadtest.collect.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ContainerFinderTest {

    private FakeEngine engine;

    @BeforeEach
    void start() throws IOException {
        engine = new FakeEngine();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aContainerIsFoundByNameIdAndBeginningOfAnId() throws Exception {
        FakeContainer vllm = engine.add("vllm");

        assertThat(named("vllm").id()).isEqualTo(vllm.id);
        assertThat(named(vllm.id).name()).isEqualTo("vllm");
        assertThat(named(vllm.id.substring(0, 12)).name()).isEqualTo("vllm");
        assertThat(engine.asked).extracting(URI::getPath).as("no API version is named")
                .allMatch(path -> path.startsWith("/containers/"));
    }

    @Test
    void aContainerIsFoundByItsComposeService() throws Exception {
        engine.add("project-vllm-1").labels.put("com.docker.compose.service", "vllm");

        assertThat(named("vllm").name()).isEqualTo("project-vllm-1");
    }

    @Test
    void aNameThatOnlyResemblesOthersIsNotGuessed() {
        engine.add("vllm-exporter");

        assertThat(problem(new ContainerChoice.Named("vllm"))).isEqualTo(Problem.NO_SUCH_CONTAINER);
        assertThat(failure(new ContainerChoice.Named("vllm")).detail()).isEqualTo("vllm-exporter");
    }

    @Test
    void aServiceOfSeveralContainersIsAmbiguous() {
        engine.add("project-vllm-2").labels.put("com.docker.compose.service", "vllm");
        engine.add("project-vllm-1").labels.put("com.docker.compose.service", "vllm");

        assertThat(problem(new ContainerChoice.Named("vllm"))).isEqualTo(Problem.AMBIGUOUS);
        assertThat(failure(new ContainerChoice.Named("vllm")).detail()).isEqualTo("project-vllm-1, project-vllm-2");
    }

    @Test
    void theBeginningOfSeveralIdsIsAmbiguous() {
        engine.add("one");
        engine.add("two");

        assertThat(problem(new ContainerChoice.Named("abc"))).isEqualTo(Problem.AMBIGUOUS);
    }

    @Test
    void aStoppedContainerIsSaidToBeStopped() {
        engine.add("vllm").stop();

        assertThat(problem(new ContainerChoice.Named("vllm"))).isEqualTo(Problem.NOT_RUNNING);
        assertThat(failure(new ContainerChoice.Named("vllm")).detail()).isEqualTo("vllm is exited (137)");
    }

    @Test
    void aLogDriverThatKeepsNothingIsSaid() {
        engine.add("vllm").driver = "none";

        assertThat(problem(new ContainerChoice.Named("vllm"))).isEqualTo(Problem.UNREADABLE_DRIVER);
    }

    @Test
    void theContainerThatPublishesThePortIsFound() throws Exception {
        engine.add("other").ports.add(9000);
        engine.add("vllm").ports.add(8000);

        assertThat(serving("http://127.0.0.1:8000/v1").name()).isEqualTo("vllm");
        assertThat(serving("http://localhost:8000").name()).isEqualTo("vllm");
        assertThat(serving("http://[::1]:8000").name()).isEqualTo("vllm");
    }

    @Test
    void aContainerIsFoundByItsOwnAddress() throws Exception {
        engine.add("other").ports.add(8000);
        FakeContainer vllm = engine.add("vllm");
        vllm.address = "172.17.0.2";

        assertThat(serving("http://172.17.0.2:8000").name()).isEqualTo("vllm");
    }

    @Test
    void aContainerInTheHostsNetworkIsFoundByItsCommand() throws Exception {
        FakeContainer other = engine.add("other");
        other.network = "host";
        FakeContainer vllm = engine.add("vllm");
        vllm.network = "host";
        vllm.arguments.add("--port");
        vllm.arguments.add("8123");

        assertThat(serving("http://127.0.0.1:8123").name()).isEqualTo("vllm");
    }

    @Test
    void aContainerInTheHostsNetworkIsFoundByTheExposedPort() throws Exception {
        FakeContainer vllm = engine.add("vllm");
        vllm.network = "host";
        vllm.exposed.add(8123);

        assertThat(serving("http://127.0.0.1:8123").name()).isEqualTo("vllm");
    }

    @Test
    void aVllmThatNamesNoPortListensOnItsDefault() throws Exception {
        FakeContainer vllm = engine.add("llm");
        vllm.network = "host";
        vllm.arguments.add("vllm");
        vllm.arguments.add("serve");

        assertThat(serving("http://127.0.0.1:8000").name()).isEqualTo("llm");
    }

    @Test
    void anotherNumberInTheCommandIsNoPort() {
        FakeContainer vllm = engine.add("vllm");
        vllm.network = "host";
        vllm.arguments.add("--max-model-len");
        vllm.arguments.add("8123");
        vllm.arguments.add("--port 81234");

        assertThat(problem(serves("http://127.0.0.1:8123"))).isEqualTo(Problem.NO_CONTAINER_FOR_PORT);
    }

    @Test
    void severalForOnePortAreAmbiguous() {
        for (String name : new String[]{"b", "a"}) {
            FakeContainer container = engine.add(name);
            container.network = "host";
            container.exposed.add(8000);
        }

        assertThat(failure(serves("http://127.0.0.1:8000")).detail()).isEqualTo("a, b");
        assertThat(problem(serves("http://127.0.0.1:8000"))).isEqualTo(Problem.AMBIGUOUS);
    }

    @Test
    void aUrlOfAnotherMachineIsNoContainerOfThisOne() {
        engine.add("vllm").ports.add(8000);

        assertThat(problem(serves("http://192.0.2.1:8000"))).isEqualTo(Problem.OTHER_HOST);
        assertThat(engine.asked).extracting(URI::getPath).containsExactly("/containers/json");
    }

    @Test
    void thePortsOfARemoteEngineAreOnItsOwnMachine() {
        assertThat(HostAddresses.isDockerHost("192.0.2.1", URI.create("tcp://192.0.2.1:2375"))).isTrue();
        assertThat(HostAddresses.isDockerHost("127.0.0.1", URI.create("tcp://192.0.2.1:2375"))).isFalse();
        assertThat(HostAddresses.isDockerHost("127.0.0.1", URI.create("unix:///var/run/docker.sock"))).isTrue();
        assertThat(HostAddresses.isDockerHost("", URI.create("unix:///var/run/docker.sock"))).isFalse();
    }

    @Test
    void anEngineThatIsNotThereIsSaid() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        for (String host : new String[]{"tcp://127.0.0.1:" + free, "unix:///no/such/docker.sock"}) {
            IllegibleException failure = catchThrowableOfType(IllegibleException.class, () -> {
                try (DockerEngine docker = DockerEngine.at(Optional.of(host))) {
                    new ContainerFinder(docker).find(new ContainerChoice.Named("vllm"));
                }
            });
            assertThat(failure.problem()).as(host).isEqualTo(Problem.NO_DOCKER);
        }
    }

    @Test
    void anEngineThatDoesNotAnswerIsGivenUp() {
        engine.silent = true;
        IllegibleException failure = catchThrowableOfType(IllegibleException.class, () -> {
            try (DockerEngine docker = DockerEngine.at(Optional.of(engine.host()), Duration.ofMillis(100))) {
                new ContainerFinder(docker).find(new ContainerChoice.Named("vllm"));
            }
        });

        assertThat(failure.problem()).isEqualTo(Problem.TIMED_OUT);
    }

    @Test
    void whatTheSystemSaysOfASocketIsUnderstood() {
        assertThat(EngineFailures.read(new RuntimeException(new IOException("Permission denied"))).problem())
                .isEqualTo(Problem.NO_PERMISSION);
        assertThat(EngineFailures.read(new RuntimeException("odd")).problem()).isEqualTo(Problem.FAILED);
    }

    private FoundContainer named(String name) throws IllegibleException {
        return find(new ContainerChoice.Named(name));
    }

    private FoundContainer serving(String url) throws IllegibleException {
        return find(serves(url));
    }

    private static ContainerChoice serves(String url) {
        return new ContainerChoice.Serving(URI.create(url));
    }

    private FoundContainer find(ContainerChoice choice) throws IllegibleException {
        try (DockerEngine docker = DockerEngine.at(Optional.of(engine.host()))) {
            return new ContainerFinder(docker).find(choice);
        }
    }

    private Problem problem(ContainerChoice choice) {
        return failure(choice).problem();
    }

    private IllegibleException failure(ContainerChoice choice) {
        return catchThrowableOfType(IllegibleException.class, () -> find(choice));
    }
}
