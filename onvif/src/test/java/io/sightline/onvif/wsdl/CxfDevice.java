package io.sightline.onvif.wsdl;

import com.sun.net.httpserver.HttpServer;
import io.sightline.onvif.xml.Namespaces;
import jakarta.xml.ws.BindingType;
import jakarta.xml.ws.Endpoint;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceProvider;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.security.auth.callback.CallbackHandler;
import javax.xml.namespace.QName;
import javax.xml.transform.Source;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import org.apache.cxf.jaxws.EndpointImpl;
import org.apache.cxf.ws.addressing.WSAddressingFeature;
import org.apache.cxf.ws.security.wss4j.WSS4JInInterceptor;
import org.apache.wss4j.common.ConfigurationConstants;
import org.apache.wss4j.common.WSS4JConstants;
import org.apache.wss4j.common.ext.WSPasswordCallback;

/**
 * A device whose services are Apache CXF endpoints made of ONVIF's published WSDLs: what is not
 * valid by them is a fault, and so is a header that WSS4J does not accept. Answers are canned.
 */
final class CxfDevice implements AutoCloseable {

    static final String USER = "admin";
    static final String PASSWORD = "pässwörd & <more>";

    private final HttpServer http;
    private final Path wrappers;
    private final Map<String, String> answers = new HashMap<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();

    /** Held, so that its level stays: CXF prints whole schemas that are not its business here. */
    private static final Logger CXF = Logger.getLogger("org.apache.cxf");

    private CxfDevice(HttpServer http, Path wrappers) {
        this.http = http;
        this.wrappers = wrappers;
    }

    static CxfDevice start(Path directory) throws IOException {
        HttpServer http =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
        CXF.setLevel(Level.SEVERE);
        return new CxfDevice(http, directory);
    }

    int port() {
        return http.getAddress().getPort();
    }

    String url(String path) {
        return "http://127.0.0.1:" + port() + path;
    }

    /** What the operation of that element answers, instead of an empty response. */
    void answer(String element, String xml) {
        answers.put(element, xml);
    }

    /** Names of the operations that were found valid. */
    List<String> accepted() {
        return accepted;
    }

    /**
     * @param login whether the UsernameToken is demanded and checked
     */
    void publish(String path, String wsdl, String prefix, String binding, boolean login)
            throws IOException {
        QName bindingName = new QName(Namespaces.of(prefix), binding);
        Path wrapper = wrapper(path, wsdl, bindingName);
        Schema schema = PublishedSchema.of(wsdl);
        EndpointImpl endpoint = (EndpointImpl) Endpoint.create(new Answers(this));
        endpoint.setWsdlLocation(wrapper.toUri().toString());
        endpoint.setServiceName(new QName("urn:test", "Service"));
        endpoint.setEndpointName(new QName("urn:test", "Port"));
        endpoint.setProperties(Map.of("schema-validation-enabled", "IN"));
        if (login) {
            endpoint.getInInterceptors().add(securityCheck());
        }
        endpoint.getFeatures().add(new WSAddressingFeature());
        endpoint.publish(new PublishedContext(http, path));
        endpoint.getServer()
                .getEndpoint()
                .getService()
                .getServiceInfos()
                .forEach(service -> service.setProperty(Schema.class.getName(), schema));
    }

    /** The published WSDLs say what a service is, not where: a service around the binding. */
    private Path wrapper(String path, String wsdl, QName binding) throws IOException {
        URL published = PublishedSchema.wsdl(wsdl);
        Path file = wrappers.resolve(path.replace('/', '_') + ".wsdl");
        Files.writeString(
                file,
                """
                <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" \
                xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:b="%s" \
                targetNamespace="urn:test"><wsdl:import namespace="%s" location="%s"/>\
                <wsdl:service name="Service"><wsdl:port name="Port" binding="b:%s">\
                <soap:address location="%s"/></wsdl:port></wsdl:service></wsdl:definitions>"""
                        .formatted(
                                binding.getNamespaceURI(),
                                binding.getNamespaceURI(),
                                published,
                                binding.getLocalPart(),
                                url(path)));
        return file;
    }

    private static WSS4JInInterceptor securityCheck() {
        CallbackHandler passwords =
                callbacks -> ((WSPasswordCallback) callbacks[0]).setPassword(PASSWORD);
        return new WSS4JInInterceptor(
                Map.of(
                        ConfigurationConstants.ACTION,
                        ConfigurationConstants.USERNAME_TOKEN,
                        ConfigurationConstants.PASSWORD_TYPE,
                        WSS4JConstants.PW_DIGEST,
                        ConfigurationConstants.PW_CALLBACK_REF,
                        passwords));
    }

    @Override
    public void close() {
        http.stop(0);
    }

    /** Sees what has passed all checks. */
    @WebServiceProvider
    @ServiceMode(Service.Mode.PAYLOAD)
    @BindingType(SOAPBinding.SOAP12HTTP_BINDING)
    static final class Answers implements Provider<Source> {
        private final CxfDevice device;

        Answers(CxfDevice device) {
            this.device = device;
        }

        @Override
        public Source invoke(Source request) {
            String element = rootOf(request);
            device.accepted.add(element);
            String answer =
                    device.answers.getOrDefault(
                            element, "<x:" + element + "Response xmlns:x=\"urn:test\"/>");
            return new StreamSource(new StringReader(answer));
        }

        private static String rootOf(Source request) {
            try {
                StringWriter text = new StringWriter();
                TransformerFactory.newDefaultInstance()
                        .newTransformer()
                        .transform(request, new StreamResult(text));
                String markup = text.toString().replaceFirst("^<\\?[^>]*>\\s*", "");
                return markup.replaceFirst("(?s)^<(?:[^:>\\s]*:)?([A-Za-z]+).*", "$1");
            } catch (TransformerException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }
}
