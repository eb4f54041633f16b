package io.llmloadtest.collect.logs;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.ContainerNetworkSettings;
import io.llmloadtest.evidence.logs.LogAvailability.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the container whose log is wanted, or says why there is not exactly one. */
final class ContainerFinder {

    private static final int MOST_NAMES = 10;
    private static final int VLLM_PORT = 8000;
    private static final String COMPOSE_SERVICE = "com.docker.compose.service";

    private final DockerEngine engine;

    ContainerFinder(DockerEngine engine) {
        this.engine = engine;
    }

    /** The container chosen; it runs and its log can be asked for. */
    FoundContainer find(ContainerChoice choice) throws IllegibleException {
        FoundContainer found = switch (choice) {
            case ContainerChoice.Named(String name) -> named(name);
            case ContainerChoice.Serving(URI url) -> serving(url);
        };
        if (!found.running()) {
            throw new IllegibleException(Problem.NOT_RUNNING, found.name() + " is " + found.state());
        }
        if (found.driver().equals("none")) {
            throw new IllegibleException(Problem.UNREADABLE_DRIVER, "log driver none");
        }
        return found;
    }

    private FoundContainer named(String name) throws IllegibleException {
        try {
            return FoundContainer.of(engine.inspect(name));
        } catch (IllegibleException e) {
            if (e.problem() != Problem.NO_SUCH_CONTAINER) {
                throw e;
            }
        }
        List<Container> running = engine.running();
        List<Container> ofService = running.stream().filter(container -> name.equals(service(container))).toList();
        if (ofService.isEmpty()) {
            List<Container> alike = running.stream().filter(container -> nameOf(container).contains(name)).toList();
            throw new IllegibleException(Problem.NO_SUCH_CONTAINER, names(alike.isEmpty() ? running : alike));
        }
        return theOnly(ofService);
    }

    private FoundContainer serving(URI url) throws IllegibleException {
        int port = url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
        String host = Optional.ofNullable(url.getHost()).orElse("");
        if (!Bounded.call(engine.answerTime(), () -> HostAddresses.isDockerHost(host, engine.host()))) {
            return addressed(host);
        }
        List<Container> running = engine.running();
        List<Container> publishing = running.stream().filter(container -> publishes(container, port)).toList();
        List<Container> candidates = publishing.isEmpty() ? listeningInHostNetwork(running, port) : publishing;
        if (candidates.isEmpty()) {
            throw new IllegibleException(Problem.NO_CONTAINER_FOR_PORT, Integer.toString(port));
        }
        return theOnly(candidates);
    }

    private FoundContainer addressed(String host) throws IllegibleException {
        List<Container> found;
        try {
            found = engine.running().stream().filter(container -> hasAddress(container, host)).toList();
        } catch (IllegibleException _) {
            found = List.of();
        }
        if (found.isEmpty()) {
            throw new IllegibleException(Problem.OTHER_HOST, host);
        }
        return theOnly(found);
    }

    private FoundContainer theOnly(List<Container> candidates) throws IllegibleException {
        if (candidates.size() > 1) {
            throw new IllegibleException(Problem.AMBIGUOUS, names(candidates));
        }
        return FoundContainer.of(engine.inspect(candidates.getFirst().getId()));
    }

    /** Whether it is the container's own address, which a client on the same machine can reach. */
    private static boolean hasAddress(Container container, String host) {
        return Optional.ofNullable(container.getNetworkSettings()).map(ContainerNetworkSettings::getNetworks)
                .map(Map::values).stream().flatMap(Collection::stream)
                .anyMatch(network -> !host.isEmpty() && (host.equals(network.getIpAddress())
                        || host.equals("[" + network.getGlobalIPv6Address() + "]")));
    }

    private static boolean publishes(Container container, int port) {
        return Optional.ofNullable(container.getPorts()).stream().flatMap(Arrays::stream)
                .anyMatch(published -> published.getPublicPort() != null && published.getPublicPort() == port);
    }

    private List<Container> listeningInHostNetwork(List<Container> running, int port) throws IllegibleException {
        List<Container> found = new ArrayList<>();
        for (Container container : running) {
            boolean onHost = Optional.ofNullable(container.getHostConfig()).map(host -> host.getNetworkMode())
                    .filter("host"::equals).isPresent();
            if (onHost && namesPort(engine.inspect(container.getId()), port)) {
                found.add(container);
            }
        }
        return found;
    }

    /**
     * Whether a container exposes the port, or its command or environment names it as a port. A vLLM that is told no port
     * listens on 8000.
     */
    private static boolean namesPort(InspectContainerResponse container, int port) {
        Optional<ContainerConfig> config = Optional.ofNullable(container.getConfig());
        boolean exposes = config.flatMap(known -> Optional.ofNullable(known.getExposedPorts())).stream()
                .flatMap(Arrays::stream)
                .anyMatch(exposed -> exposed.getPort() == port);
        Stream<String> command = Stream.concat(Stream.of(Optional.ofNullable(container.getPath()).orElse("")),
                Optional.ofNullable(container.getArgs()).stream().flatMap(Arrays::stream));
        String words = command.collect(Collectors.joining(" "));
        Pattern named = Pattern.compile("(?i)(port[= ]|:|-p )" + port + "(?![0-9.])");
        boolean byDefault = port == VLLM_PORT && words.contains("vllm") && !words.contains("--port");
        boolean inEnvironment = config.flatMap(known -> Optional.ofNullable(known.getEnv())).stream()
                .flatMap(Arrays::stream)
                .anyMatch(variable -> variable.matches("(?i)\\w*PORT=" + port));
        return exposes || byDefault || inEnvironment || named.matcher(words).find();
    }

    private static String service(Container container) {
        return Optional.ofNullable(container.getLabels()).orElse(Map.of()).getOrDefault(COMPOSE_SERVICE, "");
    }

    private static String nameOf(Container container) {
        return Optional.ofNullable(container.getNames()).stream().flatMap(Arrays::stream).findFirst()
                .map(name -> name.startsWith("/") ? name.substring(1) : name).orElse(container.getId());
    }

    private static String names(List<Container> containers) {
        String listed = containers.stream().map(ContainerFinder::nameOf).sorted().limit(MOST_NAMES)
                .collect(Collectors.joining(", "));
        return containers.size() > MOST_NAMES ? listed + ", and " + (containers.size() - MOST_NAMES) + " more" : listed;
    }
}
