import SluiceOperating
import Testing

@Suite("What '--store' names")
struct StoreNameTests {
    @Test(
        "a database is told from a file",
        arguments: [
            "postgres://db.example.com/shop", "postgresql://", "postgres://a:b@h1,h2:5433/shop?sslmode=require",
            "host=db.example.com dbname=shop", " dbname = shop", "service=shop", "user='a b' host=/run/postgresql",
        ])
    func database(_ text: String) {
        #expect(StoreName(text) == .database(text))
    }

    @Test(
        "all else is a file",
        arguments: [
            "jobs.sqlite", "/var/lib/shop/jobs.sqlite", "shop", "a=b.sqlite", "./host=a", "the host=a", "=", "",
            "http://shop",
            "postgres:", "Host=a",
        ])
    func file(_ text: String) {
        #expect(StoreName(text) == .file(text))
    }
}
