package com.acme.shop;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/** Three calls of the old way at each request: direct, by method reference, by reflection. */
@WebServlet("/*")
public class ShopServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try {
            response.setContentType("text/plain");
            response.getWriter().println(answer(request.getPathInfo(), request.getParameter("number")));
        } catch (ReflectiveOperationException | InterruptedException e) {
            throw new ServletException(e);
        }
    }

    private static String answer(String path, String number)
            throws IOException, ReflectiveOperationException, InterruptedException {
        switch (path) {
            case "/version":
                return version();
            case "/loaders":
                return "loaders " + Deployments.alive();
            default:
                return "sum " + buy(Integer.parseInt(number));
        }
    }

    private static int buy(int number) throws ReflectiveOperationException {
        int direct = OldCart.make(number).number();
        int referred = IntStream.of(number).mapToObj(OldCart::make).mapToInt(OldCart::number).sum();
        OldCart reflected = (OldCart) OldCart.class.getMethod("make", int.class).invoke(null, number);
        return direct + referred + reflected.number();
    }

    private static String version() throws IOException {
        try (InputStream file = ShopServlet.class.getResourceAsStream("/version.txt")) {
            return "version " + new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
