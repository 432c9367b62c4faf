import Foundation
import SluiceCron
import Testing

struct TimeZoneNamesTests {
    @Test func namesAreSortedAndEachOnce() {
        #expect(TimeZoneNames.all == Set(TimeZoneNames.all).sorted())
        #expect(TimeZoneNames.all.count > 590)
    }

    @Test(arguments: [
        "UTC", "Etc/UTC", "GMT", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Calcutta",
    ])
    func knows(_ name: String) {
        #expect(TimeZoneNames.contains(name))
    }

    @Test(arguments: ["", "utc", "CEST", "Europe/Munich", "Factory", "UTC+1", "Europe/"])
    func doesNotKnow(_ name: String) {
        #expect(!TimeZoneNames.contains(name))
    }

    /// What passes the build is a time zone at run time.
    @Test func foundationKnowsEach() {
        #expect(TimeZoneNames.all.filter { TimeZone(identifier: $0) == nil } == [])
    }
}
