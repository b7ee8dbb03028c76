import "teamwork-connect/element";
